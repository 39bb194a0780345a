"""Ukrainian."""

from monitor.digests.furniture import east_slavic
from monitor.web.languages.uk_access import ACCESS, ACCESS_COUNTED
from monitor.web.languages.words import Words

UKRAINIAN = Words(
    tag="uk",
    name="українська",
    plural=east_slavic,
    said={**ACCESS},
    counted={**ACCESS_COUNTED},
)
