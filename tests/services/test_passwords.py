from __future__ import annotations

import time
from statistics import median

import argon2
import pytest

from monitor.services.passwords import LONGEST, SHORTEST, is_outdated, is_right, stored, weakness

GOOD = "correct horse battery staple"


@pytest.mark.parametrize(
    "password", [GOOD, "дощова осінь у Токіо", "東京の秋は雨がとても多くて静かです", "x1!" * 4 + "abcd"]
)
def test_any_kind_of_sign_makes_a_password(password: str) -> None:
    assert weakness(password, name="anna") == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Password1!", f"at least {SHORTEST}"),
        ("x" * (LONGEST + 1), f"at most {LONGEST}"),
        ("a" * 40, "easily guessed"),
        ("farwatchfarwatchfarwatch", "easily guessed"),
        ("Anna-Anna-Anna-Anna", "easily guessed"),
        ("passwordpassword1", "easily guessed"),
    ],
)
def test_a_weak_password_is_told_why(password: str, said: str) -> None:
    assert said in weakness(password, name="anna")


def test_a_password_is_right_from_any_keyboard_and_no_other_is() -> None:
    kept = stored("ｃorrect horse battery café")
    assert is_right("correct horse battery cafe\u0301", kept)
    assert not is_right("Correct horse battery café", kept)
    assert not is_right("correct horse battery café ", kept)
    assert not is_right("correct horse battery café", None)
    assert not is_right("correct horse battery café", "no form of argon2")


def test_it_is_stored_by_argon2id_as_rfc_9106_says_and_never_twice_alike() -> None:
    kept = stored(GOOD)
    found = argon2.extract_parameters(kept)
    assert (kept.split("$")[1], found.memory_cost, found.time_cost, found.parallelism) == ("argon2id", 65_536, 3, 4)
    assert stored(GOOD) != kept
    assert not is_outdated(kept)
    assert is_outdated(argon2.PasswordHasher(time_cost=1, memory_cost=8_192).hash(GOOD))


def test_nobodys_password_is_refused_as_slowly_as_a_wrong_one() -> None:
    kept = stored(GOOD)
    is_right("warm", None)

    def spent(kept: str | None) -> float:
        begin = time.process_time()
        is_right("a wrong password here", kept)
        return time.process_time() - begin

    pairs = [(spent(kept), spent(None)) for _ in range(5)]
    assert 0.5 < median(wrong for wrong, _ in pairs) / median(nobody for _, nobody in pairs) < 2
