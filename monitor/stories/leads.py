"""Which article of a story is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.model.articles import ArticleUrl
from monitor.model.stories import Membership, Relation, Sketch


def lead(
    members: Sequence[tuple[Membership, Sketch]], *, language: str | None = None, ranks: Mapping[str, int] | None = None
) -> ArticleUrl:
    """The article to lead with: an original before a copy, the reader's language, the outlet's rank (1 first, unknown
    after all ranks), the fuller text, the earlier, the address.
    """

    def order(member: tuple[Membership, Sketch]) -> tuple[bool, bool, int, int, float, str]:
        membership, sketch = member
        own = (sketch.language or "").split("-")[0]
        return (
            membership.relation is Relation.COPY,
            language is not None and own != language.split("-")[0],
            (ranks or {}).get(sketch.outlet, 99),
            # In steps of a thousand letters: a few words more make no fuller account.
            -(sketch.length // 1000),
            sketch.at.timestamp(),
            sketch.article,
        )

    return min(members, key=order)[1].article
