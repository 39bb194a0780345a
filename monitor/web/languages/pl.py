"""Polish."""

from monitor.digests.furniture import polish
from monitor.web.languages.pl_access import ACCESS, ACCESS_COUNTED
from monitor.web.languages.words import Words

POLISH = Words(
    tag="pl",
    name="polski",
    plural=polish,
    said={**ACCESS},
    counted={**ACCESS_COUNTED},
)
