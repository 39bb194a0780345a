"""What a subscription is told again: what is new in the stories it knows, and what changed in their articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor import stories
from monitor.model.digests import Candidate, Digest
from monitor.model.edits import RAISED, Correction, EditKind
from monitor.model.telling import Considered, EditedArticle, ToldStory, Update

# Changes of one article that a digest shows.
MOST_EDITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What is told again, and all that was looked at for it."""

    updates: tuple[Update, ...]
    changes: tuple[Correction, ...]
    told: tuple[ToldStory, ...]
    edited: tuple[EditedArticle, ...]

    def considered(self, digest: Digest, candidates: Sequence[Candidate]) -> Considered:
        """What the digest settles in the ledger beside its items."""
        named = {item.url for item in digest.items} | {one.url for item in digest.items for one in item.also}
        later = [one for story in self.told for one in story.later]
        return Considered(
            revisions=tuple((one.article, one.revision) for one in (*candidates, *later)),
            repeats=tuple(one.article for one in later if one.article not in named),
            edits=tuple((one.article, one.known, one.latest) for one in self.edited),
        )


def again(told: tuple[ToldStory, ...], edited: tuple[EditedArticle, ...]) -> Again:
    """What of it is worth telling."""
    return Again(
        updates=tuple(update for one in told if (update := _update(one)).developments),
        changes=tuple(change for one in edited if (change := _change(one)) is not None),
        told=told,
        edited=edited,
    )


def _update(story: ToldStory) -> Update:
    by_url = {one.article: one for one in story.later}
    found = stories.developments(story)
    return Update(developments=tuple((one, by_url[one.article]) for one in found), watches=story.watches)


def _change(one: EditedArticle) -> Correction | None:
    before, after = one.before, one.after
    found = stories.edits(before.title, after.title, before.text, after.text, language=one.language)
    if not stories.is_significant(found, text_before=before.text):
        return None
    grave = list(EditKind)
    shown = sorted(
        (edit for edit in found if edit.kind in RAISED or edit.kind in (EditKind.ADDED, EditKind.REMOVED)),
        key=lambda edit: grave.index(edit.kind),
    )
    return Correction(
        story=one.story,
        url=one.article,
        headline=after.title,
        outlet_name=one.outlet_name,
        language=one.language,
        changed_at=one.changed_at,
        edits=tuple(shown[:MOST_EDITS]),
    )
