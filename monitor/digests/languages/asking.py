"""What a reader or an operator asked for, in the readers' languages; a language that is not here is told in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWords:
    """`sent_again`: at the top of a digest that is sent once more; `unsubscribe`: what a link is called."""

    sent_again: str
    unsubscribe: str


_ENGLISH = AskedWords(sent_again="Sent again at your request.", unsubscribe="Unsubscribe")
_WORDS = {
    "en": _ENGLISH,
    "uk": AskedWords(sent_again="Надіслано ще раз на прохання.", unsubscribe="Відписатися"),
    "pl": AskedWords(sent_again="Wysłano ponownie na prośbę.", unsubscribe="Zrezygnuj z subskrypcji"),
    "ru": AskedWords(sent_again="Отправлено ещё раз по просьбе.", unsubscribe="Отписаться"),
    "de": AskedWords(sent_again="Auf Wunsch noch einmal gesendet.", unsubscribe="Abbestellen"),
    "fr": AskedWords(sent_again="Envoyé à nouveau sur demande.", unsubscribe="Se désabonner"),
    "ja": AskedWords(sent_again="ご依頼により再送しました。", unsubscribe="配信を停止する"),
    "ko": AskedWords(sent_again="요청에 따라 다시 보냈습니다.", unsubscribe="수신 거부"),
    "zh": AskedWords(sent_again="应要求再次发送。", unsubscribe="退订"),
}


def asked_words(tag: str) -> AskedWords:
    """The words of the reader's language."""
    return _WORDS.get(tag.partition("-")[0].lower(), _ENGLISH)
