"""Polish: what stands around long lists and pictures."""

SAID = {
    "from when we saw it until it was told": "od zauważenia do przekazania",
    "Seen → told": "Zauważone → przekazane",
    "Back": "Wstecz",
    "Country": "Kraj",
    "Earlier digests": "Wcześniejsze przeglądy",
    "Next": "Dalej",
    "No outlet is like that.": "Nie ma takiego tytułu.",
    "No watch is called like that.": "Nie ma obserwacji o takiej nazwie.",
    "Pages of the list": "Strony listy",
    "failing": "są błędy",
    "page {number} of {last}": "strona {number} z {last}",
}
COUNTED = {
    "{n} outlet is like that.": ("Taki jest {n} tytuł.", "Takie są {n} tytuły.", "Takich jest {n} tytułów."),
}
