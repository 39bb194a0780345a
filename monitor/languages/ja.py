"""Japanese.

One word for a thing: outlet 媒体 · source 取得元 · feed フィード · watch テーマ · query 検索式 · concept 概念 ·
hit ヒット · article 記事 · story トピック · lead 代表 · report 報道 · copy 転載 · version 版 · digest ダイジェスト ·
subscription 配信 · channel チャネル · delivery 送信 · wanted 必要 · noise 不要.
"""

from monitor.digests.furniture import one_form
from monitor.languages import ja_changing as changing
from monitor.languages import ja_lists as lists
from monitor.languages import ja_queries as queries
from monitor.languages import ja_refusals as refusals
from monitor.languages import ja_telling as telling
from monitor.languages.ja_access import ACCESS, ACCESS_COUNTED
from monitor.languages.ja_counts import COUNTED
from monitor.languages.ja_pages import PAGES
from monitor.languages.ja_sentences import SENTENCES
from monitor.languages.words import Words

JAPANESE = Words(
    tag="ja",
    name="日本語",
    plural=one_form,
    said={
        **PAGES,
        **SENTENCES,
        **ACCESS,
        **changing.SAID,
        **telling.SAID,
        **lists.SAID,
        **queries.SAID,
        **refusals.SAID,
    },
    counted={**COUNTED, **ACCESS_COUNTED, **changing.COUNTED, **lists.COUNTED},
)
