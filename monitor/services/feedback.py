"""What readers said of what a watch found: how precise it is, which terms are at fault, what an edit would lose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor import matching
from monitor.model.articles import ArticleUrl
from monitor.model.feedback import Verdict
from monitor.model.watches import Concept, Match, Watch, WatchId
from monitor.text import normal

if TYPE_CHECKING:
    from monitor.storage import Store, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A form by which a term was found, in so many articles marked noise and wanted."""

    term: str
    form: str
    noise: int
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A watch by what readers said of its matches. `faults`: forms found in noise, the worst first."""

    wanted: int
    noise: int
    # Marked wanted, though the watch does not find them.
    missed: int
    faults: tuple[Fault, ...]

    @property
    def precision(self) -> float | None:
        """The share of wanted articles among the marked ones that the watch finds; None where none is marked."""
        marked = self.wanted + self.noise
        return self.wanted / marked if marked else None


def standing(store: Store, watch: Watch, concepts: Sequence[Concept]) -> Standing:
    """How a watch stands with its readers, by its query as it is now."""
    with store.reading() as work:
        verdicts = work.feedback.of_watch(watch.id)
        found = {match.article: match for match in _found(work, [url for url, _ in verdicts], [watch], concepts)}
    wanted = [url for url, verdict in verdicts if verdict is Verdict.WANTED]
    of_wanted = [found[url] for url in wanted if url in found]
    of_noise = [found[url] for url, verdict in verdicts if verdict is Verdict.NOISE and url in found]
    return Standing(
        wanted=len(of_wanted),
        noise=len(of_noise),
        missed=len(wanted) - len(of_wanted),
        faults=faults(of_noise, of_wanted),
    )


def faults(noise: Sequence[Match], wanted: Sequence[Match]) -> tuple[Fault, ...]:
    """The forms found in noise: first those of most noise beyond what they find that is wanted."""
    in_noise, in_wanted = _forms(noise), _forms(wanted)
    found = [
        Fault(term=term, form=form, noise=count, wanted=in_wanted[term, form])
        for (term, form), count in in_noise.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.wanted - one.noise, one.term, one.form)))


def lost_wanted(work: Work, watch: Watch, query: str, concepts: Sequence[Concept]) -> tuple[ArticleUrl, ...]:
    """The articles marked wanted that the watch finds and the query does not; raises QueryError."""
    wanted = [url for url, verdict in work.feedback.of_watch(watch.id) if verdict is Verdict.WANTED]
    edited = Watch(id=WatchId(f"{watch.id} edited"), name=watch.name, query=query)
    found = {(match.watch, match.article) for match in _found(work, wanted, [watch, edited], concepts)}
    return tuple(url for url in wanted if (watch.id, url) in found and (edited.id, url) not in found)


def _found(
    work: Work, urls: Sequence[ArticleUrl], watches: Sequence[Watch], concepts: Sequence[Concept]
) -> list[Match]:
    if not urls:
        return []
    matcher = matching.compile_watches(watches, concepts)
    articles = [article for url in urls if (article := work.articles.named(url)) is not None]
    return [
        match for article in articles for match in matcher.match(article, outlet=work.outlets.named(article.outlet))
    ]


def _forms(found: Sequence[Match]) -> Counter[tuple[str, str]]:
    return Counter(pair for match in found for pair in {(hit.term, normal(hit.form)) for hit in match.hits})
