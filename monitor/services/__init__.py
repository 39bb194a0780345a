"""The four verbs: gather values, decide with pure functions, keep the result."""
