import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.fingerprints import HASHES, contained, letters, minhash, signature

TEXT = "Посли країн Європейського Союзу остаточно погодили пакет санкцій, повідомили дипломати у Брюсселі. " * 3


def test_a_kept_fingerprint_never_changes() -> None:
    assert minhash(letters("Japan will open a mission to NATO in Brussels."))[:8].hex() == "a53bf411bf8cf1a7"


@pytest.mark.parametrize("text", ["", "短", "   ", "…!"])
def test_a_text_without_a_shingle_has_no_fingerprint(text: str) -> None:
    assert minhash(letters(text)) == b""


def test_apostrophes_and_quotation_marks_are_no_difference() -> None:
    assert letters("«зв’язку», п'ять") == letters('"звʼязку" п`ять')


def test_half_a_text_is_contained_in_the_whole() -> None:
    whole, half = letters(TEXT + "Угорщина зняла заперечення щодо ядерного палива."), letters(TEXT)
    resemblance = float((signature(minhash(whole)) == signature(minhash(half))).mean())
    assert contained(resemblance, len(whole), len(half)) > 0.8


@given(st.text(max_size=200))
def test_a_fingerprint_is_whole_or_empty_and_like_itself(text: str) -> None:
    fingerprint = minhash(letters(text))
    assert len(fingerprint) in (0, 2 * HASHES)
    assert fingerprint == minhash(letters(text))


@given(st.floats(0, 1), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_is_a_share(resemblance: float, one: int, other: int) -> None:
    assert 0 <= contained(resemblance, one, other) <= 1
