"""Polish: why a query cannot be read."""

SAID = {
    "= takes a phrase as it is, with nothing glued to its end": (
        "= bierze frazę taką, jaka jest; nic nie może być doklejone do jej końca"
    ),
    "@{concept} is a member of itself: {circle}": "@{concept} zawiera samo siebie: {circle}",
    "NEAR/0 never holds; the least is NEAR/1, side by side": (
        "NEAR/0 nigdy nie zachodzi; najmniej to NEAR/1, czyli obok siebie"
    ),
    "a * stands right behind the beginning of a word or phrase: liaison*": (
        "* stoi tuż za początkiem słowa lub frazy: liaison*"
    ),
    "a blank is missing between {word} and the quotation mark": "między {word} a cudzysłowem brakuje spacji",
    "a colon stands right behind a field: title:": "dwukropek stoi tuż za polem: title:",
    "a comma stands only in a list, 2 OF (a, b, c); put OR between "
    "alternatives, a word with a comma in quotation marks": (
        "przecinek stoi tylko na liście 2 OF (a, b, c); między wariantami "
        "pisz OR, a słowo z przecinkiem ujmij w cudzysłów"
    ),
    "a distance is written a NEAR/5 b; {quote}": "odległość zapisuje się: a NEAR/5 b; {quote}",
    "a field is written without a blank, {field}": "pole pisze się bez spacji: {field}",
    "a phrase has at most {most} words, this has {count}": "fraza ma najwyżej {most} słów, a ta ma {count}",
    'a phrase stands in double quotation marks, "…"; so does a word that begins with an apostrophe': (
        'frazę ujmuje się w podwójny cudzysłów: "…"; tak samo słowo, które zaczyna się apostrofem'
    ),
    "a word is found in any inflection, and liaison* is the beginning of a word; {quote}": (
        "słowo znajduje się w każdej odmianie, a liaison* to początek słowa; {quote}"
    ),
    "at most {most} NEAR may follow one another": "jeden po drugim może stać najwyżej {most} NEAR",
    "every part is wanted unless OR stands between; {quote}": (
        "każda część jest wymagana, chyba że stoi między nimi OR; {quote}"
    ),
    "expected @{concept}:noun or @{concept}:adjective, not :{part}": (
        "oczekiwano @{concept}:noun lub @{concept}:adjective, a nie :{part}"
    ),
    'expected a blank before =, and a word or "phrase" right behind it': (
        'przed = oczekiwano spacji, a tuż za nim słowa lub "frazy"'
    ),
    "expected a blank before @, and a concept's id right behind it, e.g. @japan or @japan:noun": (
        "przed @ oczekiwano spacji, a tuż za nim identyfikatora pojęcia, np. @japan lub @japan:noun"
    ),
    "expected a blank before and behind a phrase": "przed frazą i za nią oczekiwano spacji",
    "expected a blank before and behind a phrase; a distance is written a NEAR/5 b": (
        "przed frazą i za nią oczekiwano spacji; odległość zapisuje się: a NEAR/5 b"
    ),
    "expected a distance in words, in capitals and without blanks, {sign}; or NEAR/s, NEAR/p": (
        "oczekiwano odległości w słowach, wielkimi literami i bez spacji: {sign}; albo NEAR/s, NEAR/p"
    ),
    "expected a list in parentheses: 2 OF (a, b, c)": "oczekiwano listy w nawiasach: 2 OF (a, b, c)",
    "expected a number before OF: 2 OF (a, b, c)": "przed OF oczekiwano liczby: 2 OF (a, b, c)",
    'expected a word, a "phrase", a @concept or a field': 'oczekiwano słowa, "frazy", @pojęcia lub pola',
    'expected a word, a "phrase", a @concept, a field{others} or {one}': (
        'oczekiwano słowa, "frazy", @pojęcia, pola{others} lub {one}'
    ),
    "expected {one}": "oczekiwano: {one}",
    "expected {some} or {one}": "oczekiwano: {some} lub {one}",
    "more than {most} parentheses stand inside one another": "ponad {most} nawiasów stoi jeden w drugim",
    "nothing stands between the parentheses; {expected}": "między nawiasami nic nie ma; {expected}",
    "put a word that holds such a sign in quotation marks": "słowo z takim znakiem ujmij w cudzysłów",
    "query, line {line}, column {column}: {why}": "zapytanie, wiersz {line}, kolumna {column}: {why}",
    "the end": "koniec",
    "the query ends here; {expected}": "tu zapytanie się kończy; {expected}",
    "the query is empty; name at least one word or @concept": (
        "zapytanie jest puste; podaj choć jedno słowo lub @pojęcie"
    ),
    "the quotation mark is never closed": "cudzysłów nie jest zamknięty",
    'there is no "(" that this ")" closes': 'nie ma "(", który zamykałby ten ")"',
    "there is no concept @{concept}{hint}": "nie ma pojęcia @{concept}{hint}",
    "there is no field {field}{hint} There are {known} and {last}; {quote}": (
        "nie ma pola {field}{hint} Są {known} i {last}; {quote}"
    ),
    'this "(" is never closed': 'ten "(" nie jest zamknięty',
    "unexpected {sign}; {expected}": "tu nie może stać {sign}; {expected}",
    "write AND, or nothing, between parts that are all wanted; {quote}": (
        "między częściami, które wszystkie są wymagane, pisz AND albo nic; {quote}"
    ),
    "write NOT for “without”; {quote}": "„bez” zapisuje się NOT; {quote}",
    "write OR between alternatives; {quote}": "między wariantami pisz OR; {quote}",
    "{field} cannot stand inside a field": "{field} nie może stać wewnątrz pola",
    "{field} takes a name or code as it is, or several in parentheses with OR, not {sign}; see {example}": (
        "{field} bierze nazwę lub kod taki, jaki jest, albo kilka w nawiasach z OR, a nie {sign}; przykład: {example}"
    ),
    "{number} OF a list always holds; the least is 1 OF": "{number} OF zachodzi zawsze; najmniej to 1 OF",
    "{number} OF a list of {parts} never holds; parts of a list are set apart by commas": (
        "{number} OF z listy, na której jest ich {parts}, nigdy nie zachodzi; części listy rozdziela się przecinkami"
    ),
    "{sign} cannot stand here; {quote}": "{sign} nie może tu stać; {quote}",
    "{sign} joins words, phrases and concepts, or an OR of them, not NOT or outlet:, language: …": (
        "{sign} łączy słowa, frazy i pojęcia albo ich OR, ale nie NOT ani outlet:, language: …"
    ),
    "{word} holds no letter or digit to look for": "{word} nie ma litery ani cyfry, której można szukać",
    "{word} is written with Cyrillic letters that look like {sign}; write it in Latin letters": (
        "{word} jest zapisane cyrylicą podobną do {sign}; zapisz je literami łacińskimi"
    ),
}
