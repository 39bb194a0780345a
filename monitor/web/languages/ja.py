"""Japanese."""

from monitor.digests.furniture import one_form
from monitor.web.languages import changing_ja as changing
from monitor.web.languages import telling_ja as telling
from monitor.web.languages.words import Words

JAPANESE = Words(
    tag="ja",
    name="日本語",
    plural=one_form,
    said={**changing.SAID, **telling.SAID},
    counted={**changing.COUNTED},
)
