"""Which headlines a reader cannot be expected to read, and where their translations go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from monitor.model.digests import Digest
from monitor.model.messages import Headline
from monitor.model.stories import StoryId


def foreign_headlines(digest: Digest) -> dict[StoryId, Headline]:
    """The headlines in another language than the digest's."""
    return {
        item.story: Headline(text=item.headline, language=item.language)
        for item in digest.items
        if item.headline.strip() and item.language and _primary(item.language) != _primary(digest.language)
    }


def with_translations(digest: Digest, texts: Mapping[StoryId, str]) -> Digest:
    """The digest with these beside the headlines; nothing else of it changes."""
    return replace(
        digest,
        sections=tuple(
            replace(
                section,
                items=tuple(replace(item, translated=texts.get(item.story, "")) for item in section.items),
            )
            for section in digest.sections
        ),
    )


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()
