"""Polish: adding outlets, sending, what was done."""

SAID = {
    "What stands in {file} holds again; what it found and what readers marked stays.": (
        "Znów obowiązuje to, co zapisano w {file}; trafienia i oznaczenia czytelników zostają."
    ),
    (
        "Somebody else saved a change meanwhile. Nothing of yours is kept yet, it stands below: saved once more, it "
        "takes the place of theirs."
    ): (
        "W międzyczasie ktoś inny zapisał zmianę. Twoja nie jest jeszcze zapisana, widać ją poniżej: zapisana "
        "ponownie zastąpi tamtą."
    ),
    "a NUL character cannot be kept": "znaku NUL nie można zapisać",
    "Switched on: every article that comes from now on is asked.": "Włączono: od teraz sprawdza każdy nowy artykuł.",
    "Switched off: it finds nothing and is told to nobody until it is switched on.": (
        "Wyłączono: dopóki jej nie włączysz, niczego nie znajduje i nie trafia do przeglądów."
    ),
    "This watch is declared in {file}. What you save here stands in its place until you remove it.": (
        "Ta obserwacja jest opisana w {file}. To, co tu zapiszesz, obowiązuje zamiast opisu, dopóki tego nie usuniesz."
    ),
    (
        "It finds nothing any more, and what it found and what readers marked is forgotten. To stop it for a while, "
        "switch it off."
    ): (
        "Niczego więcej nie znajdzie, a to, co znalazła, i oznaczenia czytelników przepadną. Aby zatrzymać ją na "
        "jakiś czas, wyłącz ją."
    ),
    "Articles and stories stay, and so do the digests that told of them.": (
        "Artykuły i tematy zostają, podobnie jak przeglądy, które o nich powiadomiły."
    ),
    "Told of this watch alone, and then of nothing: {names}.": (
        "Tylko tę obserwację otrzymują, a potem nie otrzymają nic: {names}."
    ),
    "this watch stands in {file}; switch it off instead": (
        "ta obserwacja jest zapisana w {file}; zamiast tego wyłącz ją"
    ),
    "any watch": "dowolna obserwacja",
    "Newest": "Najnowszy",
    "nothing new since {day}": "nic nowego od {day}",
    "Add an outlet": "Dodaj tytuł",
    "Address of its home page, a feed or a news sitemap": "Adres strony głównej, kanału RSS lub mapy wiadomości",
    "Feeds, news sitemaps and section pages of the site are looked for and tried; nothing is kept before you "
    "say so. It takes some seconds.": (
        "Szukamy w serwisie kanałów, map wiadomości i stron działów i sprawdzamy je; nic nie zostanie "
        "zapisane bez Twojej zgody. Potrwa to kilka sekund."
    ),
    "Look at it": "Sprawdź",
    "Outlets of the pack that are switched off": "Wyłączone tytuły z zestawu",
    "Looking at {address}": "Sprawdzamy {address}",
    "Reading {address}": "Czytamy {address}",
    "Waiting for its turn": "Czeka na swoją kolej",
    "A host is asked one thing at a time, so this takes some seconds. The page goes on by itself.": (
        "Serwer pytamy po kolei, dlatego trwa to kilka sekund. Strona odświeży się sama."
    ),
    "none": "brak",
    "Entries": "Wpisy",
    "A day": "Dziennie",
    "Carries": "Zawiera",
    "Dates": "Daty",
    "Name": "Nazwa",
    "Languages, as tags: uk en": "Języki jako kody: pl en",
    "Country, two letters: UA": "Kraj, dwie litery: PL",
    "Tier": "Poziom",
    "1: the first to lead a story": "1: pierwsze na czele tematu",
    "2: as most": "2: jak większość",
    "3: leads only where nobody else reports": "3: na czele tylko wtedy, gdy nikt inny nie pisze",
    "{name} is known already.": "{name} jest już na liście.",
    "See it": "Zobacz",
    "Switch it on": "Włącz",
    "Switch it off": "Wyłącz",
    "What can be followed": "Co można śledzić",
    "Chosen is the least that brings everything.": "Wybrano minimum, które przynosi wszystko.",
    "Address": "Adres",
    "The outlet": "Źródło",
    "Follow it": "Śledź",
    "Nothing here can be followed. Look on the site for a page of feeds or of its latest news, and try that address.": (
        "Nie ma tu czego śledzić. Poszukaj w serwisie strony z kanałami lub najnowszymi wiadomościami i "
        "spróbuj jej adresu."
    ),
    "Try another address": "Spróbuj innego adresu",
    "This outlet is declared in {file}. What you save here stands in its place until you remove it.": (
        "Ten tytuł jest opisany w {file}. To, co tu zapiszesz, obowiązuje zamiast opisu, dopóki tego nie usuniesz."
    ),
    "Check it now": "Sprawdź teraz",
    "Edit": "Edytuj",
    "Declared in {file}": "Opisane w {file}",
    "Remove it": "Usuń",
    "Every source is in order.": "Wszystkie kanały działają.",
    "Visited just now; nothing was kept.": "Sprawdzono przed chwilą; nic nie zapisano.",
    "Sources": "Kanały",
    "Check it once more": "Sprawdź ponownie",
    "Back to the outlet": "Wróć do tytułu",
    "by the address of its home page, or switch on some of the pack:": (
        "podając adres strony głównej, albo włącz któreś z zestawu:"
    ),
    "What do you want to be told about?": "O czym chcesz wiedzieć?",
    "by mail, in Slack or into a folder.": "e-mailem, na Slacku lub do folderu.",
    "The first visit is over.": "Pierwsza wizyta zakończona.",
    "The first visit begins by itself, seconds after an outlet is on. What is there by then is stored and "
    "told to nobody: what comes after it is news.": (
        "Pierwsza wizyta zaczyna się sama kilka sekund po włączeniu tytułu. To, co już tam jest, zostaje "
        "zapisane bez powiadamiania: nowością jest to, co pojawi się później."
    ),
    "See the first digest": "Zobacz pierwszy przegląd",
    "as it would be now. It comes by itself when its time has come;": (
        "tak jak wyglądałby teraz. Przyjdzie sam o swojej porze;"
    ),
    "or have it sent now": "albo wyślij go teraz",
    "The first digest: you see it here before it is sent.": "Pierwszy przegląd: zobaczysz go tu przed wysłaniem.",
    "No outlet is polled yet. Add one by the address of its home page, or switch on some of the pack.": (
        "Żaden tytuł nie jest jeszcze sprawdzany. Dodaj go, podając adres strony głównej, albo włącz któryś z zestawu."
    ),
    "Switched off": "Wyłączone",
    "Switch on {name}": "Włącz {name}",
    "tell {name} too": "wysyłaj też do „{name}”",
    "Too many sites are being looked at; try in a minute.": (
        "Zbyt wiele serwisów jest teraz sprawdzanych; spróbuj za minutę."
    ),
    "It ended without a result; the log says why. Try once more.": (
        "Zakończyło się bez wyniku; przyczyna jest w dzienniku. Spróbuj ponownie."
    ),
    "Choose at least one address to follow.": "Wybierz co najmniej jeden adres.",
    "Remove {name}?": "Usunąć {name}?",
    "It is polled no longer. Its articles stay, and so do the digests that told of them.": (
        "Nie będzie już sprawdzany. Jego artykuły i przeglądy, które o nich mówiły, zostają."
    ),
    "No story waits to be told.": "Żaden temat nie czeka na wysłanie.",
    "What was sent stays on record. Taken up again under this name it begins anew.": (
        "To, co wysłano, zostaje w rejestrze. Wznowiona pod tą nazwą zaczyna od nowa."
    ),
    "End the subscription {name}?": "Zakończyć subskrypcję „{name}”?",
    "Added. The first visit begins in seconds.": "Dodano. Pierwsza wizyta zacznie się za kilka sekund.",
    "It is sent again within seconds.": "Zostanie wysłany ponownie w ciągu kilku sekund.",
    "Composed. It is sent within seconds.": "Przygotowano. Zostanie wysłany w ciągu kilku sekund.",
    "The subscription has ended.": "Subskrypcja zakończona.",
    "Switched off: it is polled no longer.": "Wyłączono: tytuł nie jest już sprawdzany.",
    "Switched on: it is polled from now on.": "Włączono: od teraz tytuł jest sprawdzany.",
    "Paused.": "Wstrzymano.",
    "Removed.": "Usunięto.",
    "It goes on: what was found meanwhile comes in the next digest.": (
        "Wznowiono: to, co znalazło się w międzyczasie, trafi do następnego przeglądu."
    ),
    "Saved.": "Zapisano.",
    "waits to be sent": "czeka na wysłanie",
    "is being sent": "jest wysyłany",
    "may have arrived; it is settled by itself": "być może dotarł; wyjaśni się samo",
    "not delivered, and not tried again": "nie dostarczono, prób już nie będzie",
    "every day": "codziennie",
    "Monday to Friday": "od poniedziałku do piątku",
    "once a week": "raz w tygodniu",
    "every hour": "co godzinę",
    "in words of your own": "własnymi słowami",
    "Monday": "poniedziałek",
    "Tuesday": "wtorek",
    "Wednesday": "środa",
    "Thursday": "czwartek",
    "Friday": "piątek",
    "Saturday": "sobota",
    "Sunday": "niedziela",
    "full text": "pełny tekst",
    "summary": "zajawka",
    "titles only": "tylko tytuły",
    "addresses only": "tylko adresy",
    "to the second": "co do sekundy",
    "to the minute": "co do minuty",
    "to the day": "co do dnia",
    "brought by those taken": "jest już w wybranych",
    "holds no entries": "bez wpisów",
    "its entries lead to other sites": "wpisy prowadzą do innych serwisów",
    "no dates, so what is new cannot be told": "bez dat, więc nie wiadomo, co jest nowe",
    "hardly a link that looks like an article": "prawie żaden odnośnik nie wygląda na artykuł",
    "This digest was never addressed to this recipient.": (
        "Ten przegląd nigdy nie był przeznaczony dla tego odbiorcy."
    ),
    "It is on its way already and is tried again by itself; nothing was added.": (
        "Jest już w drodze, a próby ponawiane są same; nic nie dodano."
    ),
    "Nobody can say yet whether it arrived; it is sent again by itself and says so. Nothing was added.": (
        "Nie wiadomo jeszcze, czy dotarł; zostanie wysłany ponownie z adnotacją. Nic nie dodano."
    ),
    "This recipient is told no longer, so nothing was sent.": (
        "Ten odbiorca nie dostaje już przeglądów, więc nic nie wysłano."
    ),
}
COUNTED = {
    "Trying {n} address": ("Sprawdzamy {n} adres", "Sprawdzamy {n} adresy", "Sprawdzamy {n} adresów"),
    "{n} address that the site names gives nothing": (
        "{n} adres wskazany przez serwis nic nie daje",
        "{n} adresy wskazane przez serwis nic nie dają",
        "{n} adresów wskazanych przez serwis nic nie daje",
    ),
    "{n} source is not in order.": ("{n} kanał nie działa.", "{n} kanały nie działają.", "{n} kanałów nie działa."),
    "{n} is switched off": ("{n} wyłączone", "{n} wyłączone", "{n} wyłączonych"),
    "{n} story that waits for the next digest is told to nobody.": (
        "{n} temat czekający na przegląd nie trafi do nikogo.",
        "{n} tematy czekające na przegląd nie trafią do nikogo.",
        "{n} tematów czekających na przegląd nie trafi do nikogo.",
    ),
    "{n} digest on its way is not sent.": (
        "{n} przegląd w drodze nie zostanie wysłany.",
        "{n} przeglądy w drodze nie zostaną wysłane.",
        "{n} przeglądów w drodze nie zostanie wysłanych.",
    ),
}
