"""Polish."""

from monitor.digests.furniture import polish
from monitor.web.languages import changing_pl as changing
from monitor.web.languages import telling_pl as telling
from monitor.web.languages.words import Words

POLISH = Words(
    tag="pl",
    name="polski",
    plural=polish,
    said={**changing.SAID, **telling.SAID},
    counted={**changing.COUNTED},
)
