"""Polish.

One word for a thing: outlet tytuł · source źródło · feed kanał RSS · watch obserwacja · query zapytanie ·
concept pojęcie · hit trafienie · article artykuł · story temat · lead główny · report relacja · copy przedruk ·
version wersja · digest przegląd · subscription subskrypcja · channel kanał wysyłki · delivery dostawa ·
wanted potrzebne · noise szum.
"""

from monitor.digests.furniture import polish
from monitor.languages import pl_changing as changing
from monitor.languages import pl_lists as lists
from monitor.languages import pl_queries as queries
from monitor.languages import pl_refusals as refusals
from monitor.languages import pl_telling as telling
from monitor.languages.pl_access import ACCESS, ACCESS_COUNTED
from monitor.languages.pl_counts import COUNTED
from monitor.languages.pl_pages import PAGES
from monitor.languages.pl_sentences import SENTENCES
from monitor.languages.words import Words

POLISH = Words(
    tag="pl",
    name="polski",
    plural=polish,
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
