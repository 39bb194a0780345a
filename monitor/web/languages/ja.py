"""Japanese."""

from monitor.digests.furniture import one_form
from monitor.web.languages.words import Words

JAPANESE = Words(
    tag="ja",
    name="日本語",
    plural=one_form,
    said={},
    counted={},
)
