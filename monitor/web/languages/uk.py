"""Ukrainian."""

from monitor.digests.furniture import east_slavic
from monitor.web.languages.words import Words

UKRAINIAN = Words(
    tag="uk",
    name="українська",
    plural=east_slavic,
    said={},
    counted={},
)
