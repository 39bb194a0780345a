"""Polish."""

from monitor.digests.furniture import polish
from monitor.web.languages.words import Words

POLISH = Words(
    tag="pl",
    name="polski",
    plural=polish,
    said={},
    counted={},
)
