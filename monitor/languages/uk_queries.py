"""Ukrainian: why a query cannot be read."""

SAID = {
    "= takes a phrase as it is, with nothing glued to its end": (
        "= бере фразу такою, як вона є; до її кінця нічого не приєднують"
    ),
    "@{concept} is a member of itself: {circle}": "@{concept} містить саме себе: {circle}",
    "NEAR/0 never holds; the least is NEAR/1, side by side": (
        "NEAR/0 ніколи не справджується; найменше — NEAR/1, тобто поруч"
    ),
    "a * stands right behind the beginning of a word or phrase: liaison*": (
        "* стоїть одразу після початку слова або фрази: liaison*"
    ),
    "a blank is missing between {word} and the quotation mark": "між {word} і лапками бракує пробілу",
    "a colon stands right behind a field: title:": "двокрапка стоїть одразу після поля: title:",
    "a comma stands only in a list, 2 OF (a, b, c); put OR between "
    "alternatives, a word with a comma in quotation marks": (
        "кома стоїть лише в переліку 2 OF (a, b, c); між варіантами пишіть OR, а слово з комою беріть у лапки"
    ),
    "a distance is written a NEAR/5 b; {quote}": "відстань пишуть так: a NEAR/5 b; {quote}",
    "a field is written without a blank, {field}": "поле пишуть без пробілу: {field}",
    "a phrase has at most {most} words, this has {count}": "у фразі щонайбільше {most} слів, а тут {count}",
    'a phrase stands in double quotation marks, "…"; so does a word that begins with an apostrophe': (
        'фразу беруть у подвійні лапки: "…"; так само слово, що починається з апострофа'
    ),
    "a word is found in any inflection, and liaison* is the beginning of a word; {quote}": (
        "слово знаходиться в будь-якій формі, а liaison* — це початок слова; {quote}"
    ),
    "at most {most} NEAR may follow one another": "поспіль може йти щонайбільше {most} NEAR",
    "every part is wanted unless OR stands between; {quote}": "потрібні всі частини, якщо між ними немає OR; {quote}",
    "expected @{concept}:noun or @{concept}:adjective, not :{part}": (
        "очікувалося @{concept}:noun або @{concept}:adjective, а не :{part}"
    ),
    'expected a blank before =, and a word or "phrase" right behind it': (
        'перед = очікувався пробіл, а одразу після — слово або "фраза"'
    ),
    "expected a blank before @, and a concept's id right behind it, e.g. @japan or @japan:noun": (
        "перед @ очікувався пробіл, а одразу після — ідентифікатор поняття, напр. @japan або @japan:noun"
    ),
    "expected a blank before and behind a phrase": "перед фразою і після неї очікувався пробіл",
    "expected a blank before and behind a phrase; a distance is written a NEAR/5 b": (
        "перед фразою і після неї очікувався пробіл; відстань пишуть так: a NEAR/5 b"
    ),
    "expected a distance in words, in capitals and without blanks, {sign}; or NEAR/s, NEAR/p": (
        "очікувалася відстань у словах, великими літерами й без пробілів: {sign}; або NEAR/s, NEAR/p"
    ),
    "expected a list in parentheses: 2 OF (a, b, c)": "очікувався перелік у дужках: 2 OF (a, b, c)",
    "expected a number before OF: 2 OF (a, b, c)": "перед OF очікувалося число: 2 OF (a, b, c)",
    'expected a word, a "phrase", a @concept or a field': 'очікувалося слово, "фраза", @поняття або поле',
    'expected a word, a "phrase", a @concept, a field{others} or {one}': (
        'очікувалося слово, "фраза", @поняття, поле{others} або {one}'
    ),
    "expected {one}": "очікувалося: {one}",
    "expected {some} or {one}": "очікувалося: {some} або {one}",
    "more than {most} parentheses stand inside one another": "понад {most} дужок вкладено одна в одну",
    "nothing stands between the parentheses; {expected}": "між дужками нічого немає; {expected}",
    "put a word that holds such a sign in quotation marks": "слово з таким знаком беріть у лапки",
    "query, line {line}, column {column}: {why}": "запит, рядок {line}, стовпець {column}: {why}",
    "the end": "кінець",
    "the query ends here; {expected}": "тут запит закінчується; {expected}",
    "the query is empty; name at least one word or @concept": "запит порожній; назвіть хоча б одне слово або @поняття",
    "the quotation mark is never closed": "лапки не закрито",
    'there is no "(" that this ")" closes': 'немає "(", яку закривала б ця ")"',
    "there is no concept @{concept}{hint}": "поняття @{concept} немає{hint}",
    "there is no field {field}{hint} There are {known} and {last}; {quote}": (
        "поля {field} немає{hint} Є {known} і {last}; {quote}"
    ),
    'this "(" is never closed': 'цю "(" не закрито',
    "unexpected {sign}; {expected}": "тут не може стояти {sign}; {expected}",
    "write AND, or nothing, between parts that are all wanted; {quote}": (
        "між частинами, які всі потрібні, пишіть AND або нічого; {quote}"
    ),
    "write NOT for “without”; {quote}": "«без» пишуть як NOT; {quote}",
    "write OR between alternatives; {quote}": "між варіантами пишіть OR; {quote}",
    "{field} cannot stand inside a field": "{field} не може стояти всередині поля",
    "{field} takes a name or code as it is, or several in parentheses with OR, not {sign}; see {example}": (
        "{field} бере назву чи код як є або кілька в дужках через OR, а не {sign}; приклад: {example}"
    ),
    "{number} OF a list always holds; the least is 1 OF": "{number} OF справджується завжди; найменше — 1 OF",
    "{number} OF a list of {parts} never holds; parts of a list are set apart by commas": (
        "{number} OF із переліку, де їх {parts}, ніколи не справджується; частини переліку розділяють комами"
    ),
    "{sign} cannot stand here; {quote}": "{sign} тут стояти не може; {quote}",
    "{sign} joins words, phrases and concepts, or an OR of them, not NOT or outlet:, language: …": (
        "{sign} поєднує слова, фрази й поняття або їх через OR, але не NOT чи outlet:, language: …"
    ),
    "{word} holds no letter or digit to look for": "{word} не має ні літери, ні цифри, які можна шукати",
    "{word} is written with Cyrillic letters that look like {sign}; write it in Latin letters": (
        "{word} написано кириличними літерами, схожими на {sign}; пишіть латинськими"
    ),
}
