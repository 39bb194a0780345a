"""Passwords: which are taken, how they are stored and compared. Nothing here keeps one."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

# NIST SP 800-63B-4, 3.1.1.2: a password that is the only proof has 15 characters at least (8 only beside a second
# proof), of any kind: rules on kinds of signs make people write "Password1!" and are forbidden there. Long ones are
# taken, for they cost an honest reader nothing; without a bound a login would hash what a stranger sends.
SHORTEST, LONGEST = 15, 500
# The same section wants a blocklist of expected passwords. Lists of leaked ones hold next to none of this length; what
# people do write at this length is one short thing again and again, or the names of the service and their own.
DIFFERENT = 5
OWN_NAMES = ("farwatch", "password")


def weakness(password: str, *, name: str) -> str:
    """Why a password is not taken, in a sentence's end ("has 9 characters, …"); empty where it is."""
    plain = _normal(password)
    if len(plain) < SHORTEST:
        return f"has {len(plain)} characters, at least {SHORTEST} are needed; a few words with blanks make a good one"
    if len(plain) > LONGEST:
        return f"has {len(plain)} characters, at most {LONGEST} are taken"
    rest = plain.casefold()
    for known in (*OWN_NAMES, name):
        rest = rest.replace(known.casefold(), "")
    if len(set(rest)) < DIFFERENT:
        return f"is easily guessed: besides known names it has fewer than {DIFFERENT} different characters"
    return ""


def stored(password: str) -> str:
    """What is kept of a password: argon2id's own string, with its parameters and a salt of its own."""
    with _ONE:
        return _hasher().hash(_normal(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password that was stored. Without one (no such user) it takes just as long to say no."""
    with _ONE:
        try:
            matches = _hasher().verify(kept or _nobodys(), _normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return matches and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was stored under other parameters than today's."""
    return _hasher().check_needs_rehash(kept)


def _normal(password: str) -> str:
    """As NIST wants it before it is hashed: the same signs from any keyboard. Case and blanks count."""
    # A long text is cut first: only its length matters to `weakness`, and nobody's password is that long.
    return unicodedata.normalize("NFKC", password[: 2 * LONGEST])


# One password at a time: argon2 takes 64 MiB for each, and the desk answers from forty threads.
_ONE = threading.Lock()


@cache
def _hasher() -> PasswordHasher:
    # RFC 9106, section 4, second recommended option: argon2id, 3 passes over 64 MiB in 4 lanes, a salt of 128 bits, a
    # tag of 256. The first one wants 2 GiB, more than this service is given as a whole.
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobodys() -> str:
    """The stored form of a password that nobody knows."""
    return _hasher().hash(secrets.token_urlsafe(32))
