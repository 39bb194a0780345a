"""Japanese: why a query cannot be read."""

SAID = {
    "= takes a phrase as it is, with nothing glued to its end": (
        "= は語句をそのままの形で探します。末尾に何も付けないでください"
    ),
    "@{concept} is a member of itself: {circle}": "@{concept} が自分自身を含んでいます：{circle}",
    "NEAR/0 never holds; the least is NEAR/1, side by side": (
        "NEAR/0 は決して成り立ちません。最小は隣り合う NEAR/1 です"
    ),
    "a * stands right behind the beginning of a word or phrase: liaison*": (
        "* は語や語句の先頭部分のすぐ後に置きます：liaison*"
    ),
    "a blank is missing between {word} and the quotation mark": "{word} と引用符の間に空白が必要です",
    "a colon stands right behind a field: title:": "コロンは項目名のすぐ後に置きます：title:",
    "a comma stands only in a list, 2 OF (a, b, c); put OR between "
    "alternatives, a word with a comma in quotation marks": (
        "コンマは 2 OF (a, b, c) のような一覧の中だけで使えます。選択肢の間には "
        "OR を書き、コンマを含む語は引用符で囲んでください"
    ),
    "a distance is written a NEAR/5 b; {quote}": "距離は a NEAR/5 b と書きます。{quote}",
    "a field is written without a blank, {field}": "項目名は空白なしで {field} と書きます",
    "a phrase has at most {most} words, this has {count}": "語句は最大{most}語ですが、{count}語あります",
    'a phrase stands in double quotation marks, "…"; so does a word that begins with an apostrophe': (
        '語句は二重引用符 "…" で囲みます。アポストロフィで始まる語も同様です'
    ),
    "a word is found in any inflection, and liaison* is the beginning of a word; {quote}": (
        "語はどの語形でも見つかり、liaison* は語の先頭部分です。{quote}"
    ),
    "at most {most} NEAR may follow one another": "NEAR を続けて使えるのは最大{most}個です",
    "every part is wanted unless OR stands between; {quote}": "間に OR がなければすべての部分が必要です。{quote}",
    "expected @{concept}:noun or @{concept}:adjective, not :{part}": (
        ":{part} ではなく @{concept}:noun か @{concept}:adjective を書いてください"
    ),
    'expected a blank before =, and a word or "phrase" right behind it': '= の前に空白、すぐ後に語か "語句" が必要です',
    "expected a blank before @, and a concept's id right behind it, e.g. @japan or @japan:noun": (
        "@ の前に空白、すぐ後に概念の ID が必要です（例：@japan、@japan:noun）"
    ),
    "expected a blank before and behind a phrase": "語句の前後には空白が必要です",
    "expected a blank before and behind a phrase; a distance is written a NEAR/5 b": (
        "語句の前後には空白が必要です。距離は a NEAR/5 b と書きます"
    ),
    "expected a distance in words, in capitals and without blanks, {sign}; or NEAR/s, NEAR/p": (
        "語数の距離は大文字・空白なしで {sign} と書きます。NEAR/s、NEAR/p も使えます"
    ),
    "expected a list in parentheses: 2 OF (a, b, c)": "括弧で囲んだ一覧が必要です：2 OF (a, b, c)",
    "expected a number before OF: 2 OF (a, b, c)": "OF の前に数が必要です：2 OF (a, b, c)",
    'expected a word, a "phrase", a @concept or a field': 'ここに必要なもの：語、"語句"、@概念、項目のいずれか',
    'expected a word, a "phrase", a @concept, a field{others} or {one}': (
        'ここに必要なもの：語、"語句"、@概念、項目{others}または{one}'
    ),
    "expected {one}": "ここに必要なもの：{one}",
    "expected {some} or {one}": "ここに必要なもの：{some}または{one}",
    "more than {most} parentheses stand inside one another": "括弧の入れ子が{most}段を超えています",
    "nothing stands between the parentheses; {expected}": "括弧の中が空です。{expected}",
    "put a word that holds such a sign in quotation marks": "この記号を含む語は引用符で囲んでください",
    "query, line {line}, column {column}: {why}": "検索式の{line}行{column}列：{why}",
    "the end": "終わり",
    "the query ends here; {expected}": "検索式がここで終わっています。{expected}",
    "the query is empty; name at least one word or @concept": (
        "検索式が空です。語か @概念 を少なくとも一つ書いてください"
    ),
    "the quotation mark is never closed": "引用符が閉じられていません",
    'there is no "(" that this ")" closes': 'この ")" に対応する "(" がありません',
    "there is no concept @{concept}{hint}": "概念 @{concept} はありません{hint}",
    "there is no field {field}{hint} There are {known} and {last}; {quote}": (
        "項目 {field} はありません{hint} 使えるのは {known}、{last} です。{quote}"
    ),
    'this "(" is never closed': 'この "(" が閉じられていません',
    "unexpected {sign}; {expected}": "ここに {sign} は置けません。{expected}",
    "write AND, or nothing, between parts that are all wanted; {quote}": (
        "すべて必要な部分の間には AND を書くか、何も書きません。{quote}"
    ),
    "write NOT for “without”; {quote}": "「〜を除く」は NOT と書きます。{quote}",
    "write OR between alternatives; {quote}": "選択肢の間には OR を書きます。{quote}",
    "{field} cannot stand inside a field": "{field} は項目の中には置けません",
    "{field} takes a name or code as it is, or several in parentheses with OR, not {sign}; see {example}": (
        "{field} には名前やコードをそのまま、複数なら括弧に入れて OR で書きます。{sign} は書けません。例：{example}"
    ),
    "{number} OF a list always holds; the least is 1 OF": "{number} OF は常に成り立ちます。最小は 1 OF です",
    "{number} OF a list of {parts} never holds; parts of a list are set apart by commas": (
        "{parts}個の一覧に対する {number} OF は決して成り立ちません。一覧の要素はコンマで区切ります"
    ),
    "{sign} cannot stand here; {quote}": "ここに {sign} は置けません。{quote}",
    "{sign} joins words, phrases and concepts, or an OR of them, not NOT or outlet:, language: …": (
        "{sign} で結べるのは語、語句、概念、またはそれらの OR です。NOT や outlet:、language: などは結べません"
    ),
    "{word} holds no letter or digit to look for": "{word} には探せる文字や数字がありません",
    "{word} is written with Cyrillic letters that look like {sign}; write it in Latin letters": (
        "{word} は {sign} に似たキリル文字で書かれています。ラテン文字で書いてください"
    ),
}
