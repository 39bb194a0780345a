"""Ukrainian."""

from monitor.digests.furniture import east_slavic
from monitor.web.languages import changing_uk as changing
from monitor.web.languages import telling_uk as telling
from monitor.web.languages.words import Words

UKRAINIAN = Words(
    tag="uk",
    name="українська",
    plural=east_slavic,
    said={**changing.SAID, **telling.SAID},
    counted={**changing.COUNTED},
)
