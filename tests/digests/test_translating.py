from __future__ import annotations

import json

import pytest

from monitor.digests import foreign_headlines, with_translations
from monitor.model.messages import Format, Headline
from tests.digests.digest_builders import candidate, digest, message

OF = digest(
    candidate(1, title="Japonia i NATO", language="pl"),
    candidate(2, language="en-GB"),
    candidate(3, language=None),
)
TRANSLATED = with_translations(OF, {"story-1": "Japan & <NATO>"})


def test_only_headlines_in_a_language_that_is_known_and_another_are_foreign() -> None:
    assert foreign_headlines(OF) == {"story-1": Headline(text="Japonia i NATO", language="pl")}


def test_a_translation_changes_nothing_else() -> None:
    assert with_translations(TRANSLATED, {}) == OF


@pytest.mark.parametrize("format", [Format.EMAIL, Format.SLACK, Format.TEXT, Format.JSON])
def test_a_translation_stands_beside_the_headline_and_says_what_it_is(format: Format) -> None:
    for name, content in message(TRANSLATED, format).parts:
        written = json.dumps(json.loads(content)) if name in ("blocks", "json") else content
        escaped = "Japan &amp; &lt;NATO&gt;" if name in ("html", "blocks") else "Japan & <NATO>"
        assert f"{escaped} (machine translation)" in written, name
        assert "Japonia i NATO" in written
