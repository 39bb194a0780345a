"""What a form was made from, so that nobody undoes without knowing it what somebody else saved meanwhile. Pure."""

from __future__ import annotations

from hashlib import sha256

from monitor.model.sentences import sentence

OVERTAKEN = sentence(
    "Somebody else saved a change meanwhile. Nothing of yours is kept yet, it stands below: "
    "saved once more, it takes the place of theirs."
)


def version(form: object) -> str:
    """A few signs that are others whenever the form is; of texts and tuples, which any process writes alike."""
    return sha256(repr(form).encode()).hexdigest()[:16]


def is_overtaken(seen: str, form: object) -> bool:
    """Whether a form that was made from `seen` is another now; never where whoever posts does not say what they saw."""
    return seen not in ("", version(form))
