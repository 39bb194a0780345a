"""Japanese."""

from monitor.digests.furniture import one_form
from monitor.web.languages.ja_access import ACCESS, ACCESS_COUNTED
from monitor.web.languages.words import Words

JAPANESE = Words(
    tag="ja",
    name="日本語",
    plural=one_form,
    said={**ACCESS},
    counted={**ACCESS_COUNTED},
)
