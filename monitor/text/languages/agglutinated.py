"""Languages whose cases are long endings that a stemmer takes only from words of its kind: the stem, and the word
without each ending it may have."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.normalising import normal

# Case endings, as the grammars list them (VISK § 81 for Finnish; Eesti keele käsiraamat, M 57–60).
_ENDINGS = {
    "estonian": "i t s st sse le l lt ks ni na ta ga d id de te dele del delt dest des deks dega is ist isse ile il ilt iks ini ina "
    "ita iga",
    "finnish": "n a ä ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi an en in on un yn än ön hin t en ien "
    "issa issä ista istä illa illä ille ilta iltä iksi",
}
_SHORTEST_STEM = 4


def reader(algorithm: str) -> Reader:
    import snowballstemmer

    stem = snowballstemmer.stemmer(algorithm).stemWord
    endings = tuple(dict.fromkeys(_ENDINGS[algorithm].split()))

    def readings(word: str) -> frozenset[str]:
        form = normal(word)
        cut = (form[: -len(ending)] for ending in endings if form.endswith(ending))
        return frozenset((form, normal(stem(form)), *(one for one in cut if len(one) >= _SHORTEST_STEM)))

    return Reader(readings)
