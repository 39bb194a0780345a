"""Ukrainian.

One word for a thing: outlet видання · source джерело · feed стрічка · watch тема · query запит · concept поняття ·
hit збіг · article стаття · story сюжет · lead головна · report повідомлення · copy передрук · version версія ·
digest дайджест · subscription підписка · channel канал · delivery доставка · wanted потрібне · noise зайве.
"""

from monitor.digests.furniture import east_slavic
from monitor.languages import uk_changing as changing
from monitor.languages import uk_lists as lists
from monitor.languages import uk_queries as queries
from monitor.languages import uk_refusals as refusals
from monitor.languages import uk_telling as telling
from monitor.languages.uk_access import ACCESS, ACCESS_COUNTED
from monitor.languages.uk_counts import COUNTED
from monitor.languages.uk_pages import PAGES
from monitor.languages.uk_sentences import SENTENCES
from monitor.languages.words import Words

UKRAINIAN = Words(
    tag="uk",
    name="українська",
    plural=east_slavic,
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
    thousands="\N{NO-BREAK SPACE}",
    decimal=",",
)
