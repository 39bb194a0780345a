"""Which sources to visit, and when to come back."""
