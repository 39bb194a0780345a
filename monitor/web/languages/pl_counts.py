"""Polish: numbers of things."""

COUNTED = {
    "Nothing was saved: this query loses {n} article that a reader wanted.": (
        "Nic nie zapisano: zapytanie gubi {n} artykuł potrzebny czytelnikowi.",
        "Nic nie zapisano: zapytanie gubi {n} artykuły potrzebne czytelnikowi.",
        "Nic nie zapisano: zapytanie gubi {n} artykułów potrzebnych czytelnikowi.",
    ),
    "The last visit": ("Ostatnia wizyta", "Ostatnie {n} wizyty", "Ostatnie {n} wizyt"),
    "and {n} more": ("i jeszcze {n}", "i jeszcze {n}", "i jeszcze {n}"),
    "{n} article": ("{n} artykuł", "{n} artykuły", "{n} artykułów"),
    "{n} article in 7 days": ("{n} artykuł w 7 dni", "{n} artykuły w 7 dni", "{n} artykułów w 7 dni"),
    "{n} article is stored.": ("Zapisano {n} artykuł.", "Zapisano {n} artykuły.", "Zapisano {n} artykułów."),
    "{n} day": ("{n} dzień", "{n} dni", "{n} dni"),
    "{n} day ago": ("{n} dzień temu", "{n} dni temu", "{n} dni temu"),
    "{n} earlier version": ("{n} wcześniejsza wersja", "{n} wcześniejsze wersje", "{n} wcześniejszych wersji"),
    "{n} h": ("{n} godz.", "{n} godz.", "{n} godz."),
    "{n} hour ago": ("{n} godzinę temu", "{n} godziny temu", "{n} godzin temu"),
    "{n} is polled": ("Sprawdzany jest {n} tytuł", "Sprawdzane są {n} tytuły", "Sprawdzanych jest {n} tytułów"),
    "{n} min": ("{n} min", "{n} min", "{n} min"),
    "{n} minute ago": ("{n} minutę temu", "{n} minuty temu", "{n} minut temu"),
    "{n} more article of this story:": (
        "Jeszcze {n} artykuł tego tematu:",
        "Jeszcze {n} artykuły tego tematu:",
        "Jeszcze {n} artykułów tego tematu:",
    ),
    "{n} more:": ("jeszcze {n}:", "jeszcze {n}:", "jeszcze {n}:"),
    "{n} of the pack is switched off": (
        "{n} z zestawu jest wyłączony",
        "{n} z zestawu są wyłączone",
        "{n} z zestawu jest wyłączonych",
    ),
    "{n} outlet is polled.": (
        "Sprawdzany jest {n} tytuł.",
        "Sprawdzane są {n} tytuły.",
        "Sprawdzanych jest {n} tytułów.",
    ),
    "{n} page waits": ("czeka {n} strona", "czekają {n} strony", "czeka {n} stron"),
    "{n} s": ("{n} s", "{n} s", "{n} s"),
    "{n} succeeded": ("{n} udana", "{n} udane", "{n} udanych"),
    "{n} time": ("{n} raz", "{n} razy", "{n} razy"),
    "{n} wanted one is missed": (
        "{n} potrzebny został pominięty",
        "{n} potrzebne zostały pominięte",
        "{n} potrzebnych zostało pominiętych",
    ),
    "{n} watch asks for stories.": (
        "{n} obserwacja szuka tematów.",
        "{n} obserwacje szukają tematów.",
        "{n} obserwacji szuka tematów.",
    ),
}
