"""Polish: the sentences of the service: what is wrong, what to do, what cannot be read."""

SENTENCES = {
    "worker {name}": "pracownik {name}",
    "was last seen {n} minutes ago and did not say goodbye": "odezwał się ostatnio {n} min temu i się nie pożegnał",
    "Others do its work. Did it crash, or is it cut off from the database? Its log says.": (
        "Jego pracę robią inni. Padł czy stracił łączność z bazą? Mówi o tym jego dziennik."
    ),
    "Fine while you update; update the others, too.": "W czasie aktualizacji to w porządku; zaktualizuj też pozostałe.",
    "run versions {versions} side by side": "działają obok siebie wersje {versions}",
    "workers": "pracownicy",
    "queue {verb}": "kolejka {verb}",
    "{n} jobs wait, the oldest for {minutes} minutes": "czekających zadań: {n}, najstarsze od {minutes} min",
    "Start more workers: farwatch worker": "Uruchom więcej pracowników: farwatch worker",
    "No worker does this: farwatch worker --only {verb}": (
        "Żaden pracownik tego nie robi: farwatch worker --only {verb}"
    ),
    "; did you mean {near}?": "; może {near}?",
    "@{concept} has no name in {languages}; there only the names of other languages are found": (
        "@{concept} nie ma nazwy w językach: {languages}; tam znajdowane są tylko nazwy z innych języków"
    ),
    "A watch has a name and a query.": "Obserwacja ma nazwę i zapytanie.",
    "Add a file to config/outlets/.": "Dodaj plik do config/outlets/.",
    "Add a table {table} to config/farwatch.toml.": "Dodaj tabelę {table} do config/farwatch.toml.",
    "Is the service running? farwatch ingest": "Czy usługa działa? farwatch ingest",
    "Is the service running? farwatch run": "Czy usługa działa? farwatch run",
    "It is tried again by itself, and told again if it lasts.": (
        "Próba zostanie powtórzona sama; jeśli to potrwa, pojawi się kolejna informacja."
    ),
    "Its outcome says what to do.": "Wynik mówi, co zrobić.",
    "Look at a page of it, mend the hints in its file in config/outlets/, farwatch ingest --again.": (
        "Obejrzyj jedną ze stron, popraw wskazówki w pliku tytułu w config/outlets/, potem farwatch ingest --again."
    ),
    "Mend what the message says; farwatch deliver --failed tries again.": (
        "Usuń przyczynę podaną w komunikacie; farwatch deliver --failed ponawia próbę."
    ),
    "No answer came; check the address, and our network if other outlets are silent too.": (
        "Brak odpowiedzi; sprawdź adres, a jeśli milczą też inne tytuły – naszą sieć."
    ),
    "No source answers: look at our own network; nothing is held against the feeds.": (
        "Żadne źródło nie odpowiada: sprawdź naszą sieć; kanałom nic się nie zarzuca."
    ),
    "Set crawl.contact in config/farwatch.toml to an address or page of yours.": (
        "Ustaw crawl.contact w config/farwatch.toml na swój adres lub stronę."
    ),
    "Set {variable} where the service runs.": "Ustaw {variable} tam, gdzie działa usługa.",
    "The address answers with something else than a feed; open it in a browser and correct it.": (
        "Pod adresem nie ma kanału RSS; otwórz go w przeglądarce i popraw."
    ),
    "The address leads to another feed than the one that was known; look which of them is right.": (
        "Adres prowadzi do innego kanału niż dotąd; sprawdź, który jest właściwy."
    ),
    "The answer is larger than we take; use a smaller feed or raise max_megabytes.": (
        "Odpowiedź jest większa, niż przyjmujemy; użyj mniejszego kanału lub zwiększ max_megabytes."
    ),
    "The outlet asks for fewer visits and gets them; if it lasts, raise its delay_seconds.": (
        "Tytuł prosi o rzadsze wizyty i tak się dzieje; jeśli to potrwa, zwiększ delay_seconds."
    ),
    "The outlet refuses us; ask it to let this User-Agent in, or use another source of it.": (
        "Tytuł nas nie wpuszcza; poproś o dopuszczenie tego User-Agenta albo użyj innego źródła."
    ),
    "The outlet says that this source is gone for good; remove or replace it.": (
        "Tytuł podaje, że tego źródła już nie ma; usuń je lub zastąp innym."
    ),
    "The outlet says that this source is gone for good; remove or replace it. It is asked once a day until then.": (
        "Tytuł podaje, że tego źródła już nie ma; usuń je lub zastąp innym. Do tego czasu jest sprawdzane raz dziennie."
    ),
    "The outlet's server is broken; it is tried again by itself, less and less often.": (
        "Serwer tytułu nie działa; próby powtarzają się same, coraz rzadziej."
    ),
    "The source announces articles, but their pages do not come; open one in a browser.": (
        "Źródło zapowiada artykuły, ale ich strony się nie otwierają; otwórz jedną w przeglądarce."
    ),
    "The source answers and has had nothing new for far longer than ever; look for a newer one.": (
        "Źródło odpowiada, ale od dawna nie ma w nim nic nowego; poszukaj nowszego."
    ),
    "The source answers without a single entry; if that lasts, look for another feed of the outlet.": (
        "Źródło odpowiada bez żadnego wpisu; jeśli tak zostanie, poszukaj innego kanału tego tytułu."
    ),
    "The source is alive and had new entries; nothing to do.": (
        "Źródło działa i miało nowe wpisy; nic nie trzeba robić."
    ),
    "The source is alive and had nothing new; nothing to do.": (
        "Źródło działa, nie było nic nowego; nic nie trzeba robić."
    ),
    "The source is alive and unchanged; nothing to do.": "Źródło działa i się nie zmieniło; nic nie trzeba robić.",
    "There is a watch “{id}” already.": "Obserwacja „{id}” już istnieje.",
    "There is no such article.": "Nie ma takiego artykułu.",
    "There is no such concept.": "Nie ma takiego pojęcia.",
    "There is no such digest.": "Nie ma takiego przeglądu.",
    "There is no such outlet.": "Nie ma takiego tytułu.",
    "There is no such page.": "Nie ma takiej strony.",
    "There is no such story.": "Nie ma takiego tematu.",
    "There is no such subscription.": "Nie ma takiej subskrypcji.",
    "There is no such watch.": "Nie ma takiej obserwacji.",
    "There is nothing at this address; look on the outlet's site for the new one.": (
        "Pod tym adresem niczego nie ma; poszukaj nowego na stronie tytułu."
    ),
    "This change was asked for by another site's page; nothing was done.": (
        "O tę zmianę poprosiła strona innej witryny; nic nie zrobiono."
    ),
    "This could not be done: {why}.": "Nie udało się: {why}.",
    "We did not ask: robots.txt or our own network rules forbid it; the detail says which.": (
        "Nie pytaliśmy: zabrania tego robots.txt albo nasze reguły sieciowe; szczegóły obok."
    ),
    "Write the new address into {file}.": "Wpisz nowy adres do {file}.",
    "a story cannot be merged with itself": "tematu nie można połączyć z nim samym",
    "answers at {address} for good, and is polled there": "na stałe odpowiada pod {address} i tam jest sprawdzane",
    "channel {name}": "kanał wysyłki {name}",
    "delivery to {recipient} by {channel}": "dostawa do {recipient} przez {channel}",
    "is empty: outlets cannot reach you": "jest puste: tytuły nie mogą się z tobą skontaktować",
    "is not configured": "nie jest skonfigurowany",
    "it is answered by an article that holds none of its words, by {sign} alone: it matches nearly every article": (
        "odpowiada mu artykuł bez żadnego z jego słów, przez samo {sign}: pasuje prawie każdy artykuł"
    ),
    "no article of the story was chosen": "nie wybrano żadnego artykułu tematu",
    "no dictionary of the outlets' languages knows “{word}”; is it spelt as you mean it?": (
        "żaden słownik języków tytułów nie zna „{word}”; czy pisownia jest właściwa?"
    ),
    "no outlet that is switched on answers {part}{hint}": "żaden włączony tytuł nie odpowiada {part}{hint}",
    "nobody is told": "nikt nic nie dostaje",
    "none is switched on": "żaden nie jest włączony",
    "nothing has arrived since {moment}; {n} digests wait or failed": (
        "nic nie dotarło od: {moment}; przeglądy oczekujące lub niedostarczone: {n}"
    ),
    "outlet {name}": "tytuł {name}",
    "outlets": "tytuły",
    "poll": "sprawdzanie",
    "reader {recipient} by {channel}": "odbiorca {recipient} przez {channel}",
    "subscriptions": "subskrypcje",
    "the article or the watch is not stored (any more)": "artykułu lub obserwacji (już) nie ma",
    "the form is larger than {n} bytes": "formularz jest większy niż {n} bajtów",
    "the network": "sieć",
    "there is no story “{said}”": "nie ma tematu „{said}”",
    "there is no such decision": "nie ma takiej decyzji",
    "there is none": "nie ma żadnej",
    "watches": "obserwacje",
    "{command} says what the channel answers.": "{command} pokaże, co odpowiada kanał wysyłki.",
    "{kind} since {moment}. {detail}": "{kind} od: {moment}. {detail}",
    "{n} pages wait": "strony w kolejce: {n}",
    "{n} sources wait to be polled": "źródła czekające na sprawdzenie: {n}",
    "{outcome}, {n} times. {detail}": "{outcome}, razy: {n}. {detail}",
    "{parts} alone makes {share} % of what is found; {rest} adds the rest": (
        "samo {parts} daje {share} % znalezionych; {rest} dodaje resztę"
    ),
    "{part} stands twice in one list and is counted twice": "{part} występuje na liście dwa razy i liczy się podwójnie",
    "{part} takes away all that {taken} finds; the watch never matches": (
        "{part} odrzuca wszystko, co znajduje {taken}; obserwacja nigdy nic nie znajdzie"
    ),
    "{state} after {n} tries. {detail}": "{state}, prób: {n}. {detail}",
    "{variable} is not set": "{variable} nie jest ustawione",
    "“{phrase}” is looked for as a phrase; a distance is written {sign}": (
        "„{phrase}” jest szukane jako fraza; odległość zapisuje się {sign}"
    ),
    "“{said}” has no offset; write it as {example}": "„{said}” nie ma przesunięcia; napisz tak: {example}",
    "“{said}” is no address of an article": "„{said}” to nie adres artykułu",
    "“{said}” is no answer: accepted or declined": "„{said}” to nie odpowiedź: accepted lub declined",
    "“{said}” is no day; write it as {example}": "„{said}” to nie dzień; napisz tak: {example}",
    "“{said}” is no decision: split, merge, lead or undo": "„{said}” to nie decyzja: split, merge, lead lub undo",
    "“{said}” is no moment; write it as {example}": "„{said}” to nie moment; napisz tak: {example}",
    "“{said}” is no number of a decision": "„{said}” to nie numer decyzji",
    "“{said}” is no number of days": "„{said}” to nie liczba dni",
    "“{said}” is no verdict: wanted, noise or none": "„{said}” to nie ocena: wanted, noise lub none",
    "“{word}” is looked for as a word; the sign of the language is {sign}": (
        "„{word}” jest szukane jako słowo; znakiem języka zapytań jest {sign}"
    ),
}
