"""What is told again, in the readers' languages; a language that is not here is told in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainWords:
    """{moment}: when the reader was told last; {n}: a number, always behind its word, so that no plural is needed."""

    update: str  # {moment}
    updates: str  # {n}
    changed: str  # {moment}
    changed_after: str  # heading
    changes: str  # {n}
    news: Mapping[str, str]


_ENGLISH = AgainWords(
    update="update since {moment}",
    updates="updates: {n}",
    changed="changed {moment}",
    changed_after="Changed after we told you",
    changes="changed articles: {n}",
    news={
        "fact": "something new",
        "reaction": "a reaction",
        "correction": "a correction",
        "language": "in another language",
    },
)
_WORDS = {
    "en": _ENGLISH,
    "uk": AgainWords(
        update="оновлення від {moment}",
        updates="оновлень: {n}",
        changed="змінено {moment}",
        changed_after="Змінилося після нашого повідомлення",
        changes="змінених статей: {n}",
        news={
            "fact": "щось нове",
            "reaction": "реакція",
            "correction": "виправлення",
            "language": "іншою мовою",
        },
    ),
    "pl": AgainWords(
        update="aktualizacja od {moment}",
        updates="aktualizacje: {n}",
        changed="zmieniono {moment}",
        changed_after="Zmienione po naszej wiadomości",
        changes="zmienione artykuły: {n}",
        news={"fact": "coś nowego", "reaction": "reakcja", "correction": "sprostowanie", "language": "w innym języku"},
    ),
    "ru": AgainWords(
        update="обновление с {moment}",
        updates="обновлений: {n}",
        changed="изменено {moment}",
        changed_after="Изменилось после нашего сообщения",
        changes="изменённых статей: {n}",
        news={"fact": "новое", "reaction": "реакция", "correction": "исправление", "language": "на другом языке"},
    ),
    "de": AgainWords(
        update="Neues seit {moment}",
        updates="Fortsetzungen: {n}",
        changed="geändert {moment}",
        changed_after="Geändert, nachdem wir berichtet haben",
        changes="geänderte Artikel: {n}",
        news={
            "fact": "Neues",
            "reaction": "eine Reaktion",
            "correction": "eine Korrektur",
            "language": "in anderer Sprache",
        },
    ),
    "fr": AgainWords(
        update="du nouveau depuis {moment}",
        updates="suites : {n}",
        changed="modifié {moment}",
        changed_after="Modifié après notre envoi",
        changes="articles modifiés : {n}",
        news={
            "fact": "du nouveau",
            "reaction": "une réaction",
            "correction": "une correction",
            "language": "dans une autre langue",
        },
    ),
    "ja": AgainWords(
        update="{moment}以降の続報",
        updates="続報{n}件",
        changed="{moment}に変更",
        changed_after="お伝えした後に変わった記事",
        changes="変更された記事{n}件",
        news={"fact": "新事実", "reaction": "反応", "correction": "訂正", "language": "別の言語"},
    ),
    "ko": AgainWords(
        update="{moment} 이후 새 소식",
        updates="후속 {n}건",
        changed="{moment} 변경",
        changed_after="전해 드린 뒤 바뀐 기사",
        changes="바뀐 기사 {n}건",
        news={"fact": "새로운 사실", "reaction": "반응", "correction": "정정", "language": "다른 언어"},
    ),
    "zh": AgainWords(
        update="{moment}以来的进展",
        updates="进展{n}条",
        changed="{moment}修改",
        changed_after="告知之后有改动的文章",
        changes="有改动的文章{n}篇",
        news={"fact": "新情况", "reaction": "反应", "correction": "更正", "language": "其他语言"},
    ),
}


def again_words(tag: str) -> AgainWords:
    """The words of the reader's language."""
    return _WORDS.get(tag.partition("-")[0].lower(), _ENGLISH)
