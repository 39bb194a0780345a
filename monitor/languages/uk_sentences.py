"""Ukrainian: the sentences of the service: what is wrong, what to do, what cannot be read."""

SENTENCES = {
    "worker {name}": "робітник {name}",
    "was last seen {n} minutes ago and did not say goodbye": "востаннє озивався {n} хв тому й не попрощався",
    "Others do its work. Did it crash, or is it cut off from the database? Its log says.": (
        "Його роботу роблять інші. Він упав чи втратив зв’язок із базою? Про це каже його журнал."
    ),
    "Fine while you update; update the others, too.": "Під час оновлення це гаразд; оновіть і решту.",
    "run versions {versions} side by side": "працюють версії {versions} поруч",
    "workers": "робітники",
    "queue {verb}": "черга {verb}",
    "{n} jobs wait, the oldest for {minutes} minutes": "завдань чекає: {n}, найдавніше {minutes} хв",
    "Start more workers: farwatch worker": "Запустіть більше робітників: farwatch worker",
    "No worker does this: farwatch worker --only {verb}": (
        "Цього не робить жоден робітник: farwatch worker --only {verb}"
    ),
    "; did you mean {near}?": "; може, {near}?",
    "@{concept} has no name in {languages}; there only the names of other languages are found": (
        "@{concept} не має назв такими мовами: {languages}; там знаходяться лише назви іншими мовами"
    ),
    "A watch has a name and a query.": "Тема має назву й запит.",
    "Add a file to config/outlets/.": "Додайте файл до config/outlets/.",
    "Add a table {table} to config/farwatch.toml.": "Додайте таблицю {table} до config/farwatch.toml.",
    "Is the service running? farwatch ingest": "Чи працює служба? farwatch ingest",
    "Is the service running? farwatch run": "Чи працює служба? farwatch run",
    "It is tried again by itself, and told again if it lasts.": (
        "Спробу буде повторено автоматично; якщо не мине, про це скажуть ще раз."
    ),
    "Its outcome says what to do.": "Що робити, видно з результату.",
    "Look at a page of it, mend the hints in its file in config/outlets/, farwatch ingest --again.": (
        "Перегляньте одну зі сторінок, виправте підказки у файлі видання в config/outlets/, тоді farwatch ingest "
        "--again."
    ),
    "Mend what the message says; farwatch deliver --failed tries again.": (
        "Усуньте причину з повідомлення; farwatch deliver --failed спробує ще раз."
    ),
    "No answer came; check the address, and our network if other outlets are silent too.": (
        "Відповіді немає; перевірте адресу, а якщо мовчать й інші видання — нашу мережу."
    ),
    "No source answers: look at our own network; nothing is held against the feeds.": (
        "Не відповідає жодне джерело: перевірте нашу мережу; стрічкам це не закидається."
    ),
    "Set crawl.contact in config/farwatch.toml to an address or page of yours.": (
        "Вкажіть у crawl.contact (config/farwatch.toml) свою адресу або сторінку."
    ),
    "Set {variable} where the service runs.": "Задайте {variable} там, де працює служба.",
    "The address answers with something else than a feed; open it in a browser and correct it.": (
        "За адресою не стрічка; відкрийте її в браузері й виправте."
    ),
    "The address leads to another feed than the one that was known; look which of them is right.": (
        "Адреса веде до іншої стрічки, ніж раніше; перевірте, котра правильна."
    ),
    "The answer is larger than we take; use a smaller feed or raise max_megabytes.": (
        "Відповідь більша, ніж ми приймаємо; візьміть меншу стрічку або збільште max_megabytes."
    ),
    "The outlet asks for fewer visits and gets them; if it lasts, raise its delay_seconds.": (
        "Видання просить звертатися рідше, і ми так робимо; якщо не мине, збільште delay_seconds."
    ),
    "The outlet refuses us; ask it to let this User-Agent in, or use another source of it.": (
        "Видання нас не пускає; попросіть дозволити цей User-Agent або візьміть інше його джерело."
    ),
    "The outlet says that this source is gone for good; remove or replace it.": (
        "Видання каже, що цього джерела більше немає; вилучіть або замініть його."
    ),
    "The outlet says that this source is gone for good; remove or replace it. It is asked once a day until then.": (
        "Видання каже, що цього джерела більше немає; вилучіть або замініть його. Доти його опитують раз на день."
    ),
    "The outlet's server is broken; it is tried again by itself, less and less often.": (
        "Сервер видання не працює; спроби повторюються самі, дедалі рідше."
    ),
    "The source announces articles, but their pages do not come; open one in a browser.": (
        "Джерело оголошує статті, але їхні сторінки не відкриваються; відкрийте одну в браузері."
    ),
    "The source answers and has had nothing new for far longer than ever; look for a newer one.": (
        "Джерело відповідає, але нового немає значно довше, ніж будь-коли; пошукайте новіше."
    ),
    "The source answers without a single entry; if that lasts, look for another feed of the outlet.": (
        "Джерело відповідає без жодного запису; якщо так і буде, пошукайте іншу стрічку видання."
    ),
    "The source is alive and had new entries; nothing to do.": (
        "Джерело працює, були нові записи; робити нічого не треба."
    ),
    "The source is alive and had nothing new; nothing to do.": "Джерело працює, нового немає; робити нічого не треба.",
    "The source is alive and unchanged; nothing to do.": "Джерело працює і не змінилося; робити нічого не треба.",
    "There is a watch “{id}” already.": "Тема «{id}» уже є.",
    "There is no such article.": "Такої статті немає.",
    "There is no such concept.": "Такого поняття немає.",
    "There is no such digest.": "Такого дайджесту немає.",
    "There is no such outlet.": "Такого видання немає.",
    "There is no such page.": "Такої сторінки немає.",
    "There is no such story.": "Такого сюжету немає.",
    "There is no such subscription.": "Такої підписки немає.",
    "There is no such watch.": "Такої теми немає.",
    "There is nothing at this address; look on the outlet's site for the new one.": (
        "За цією адресою нічого немає; знайдіть нову на сайті видання."
    ),
    "This change was asked for by another site's page; nothing was done.": (
        "Цю зміну запросила сторінка іншого сайту; нічого не змінено."
    ),
    "This could not be done: {why}.": "Не вдалося: {why}.",
    "We did not ask: robots.txt or our own network rules forbid it; the detail says which.": (
        "Ми не зверталися: забороняє robots.txt або наші мережеві правила; подробиці поруч."
    ),
    "Write the new address into {file}.": "Впишіть нову адресу до {file}.",
    "a story cannot be merged with itself": "сюжет не можна об’єднати з самим собою",
    "answers at {address} for good, and is polled there": "назавжди переїхало на {address}, там його й опитують",
    "channel {name}": "канал {name}",
    "delivery to {recipient} by {channel}": "доставка до {recipient} через {channel}",
    "is empty: outlets cannot reach you": "порожньо: видання не зможуть із вами зв’язатися",
    "is not configured": "не налаштовано",
    "it is answered by an article that holds none of its words, by {sign} alone: it matches nearly every article": (
        "йому відповідає стаття без жодного з його слів, через саме лише {sign}: збіг дасть майже кожна стаття"
    ),
    "no article of the story was chosen": "не обрано жодної статті сюжету",
    "no dictionary of the outlets' languages knows “{word}”; is it spelt as you mean it?": (
        "жоден словник мов видань не знає «{word}»; чи правильно написано?"
    ),
    "no outlet that is switched on answers {part}{hint}": "жодне увімкнене видання не відповідає {part}{hint}",
    "nobody is told": "нікого не сповіщають",
    "none is switched on": "жодного не увімкнено",
    "nothing has arrived since {moment}; {n} digests wait or failed": (
        "нічого не дійшло з {moment}; дайджестів чекає або не доставлено: {n}"
    ),
    "outlet {name}": "видання {name}",
    "outlets": "видання",
    "poll": "опитування",
    "reader {recipient} by {channel}": "читач {recipient} через {channel}",
    "subscriptions": "підписки",
    "the article or the watch is not stored (any more)": "статті або теми (вже) немає",
    "the form is larger than {n} bytes": "форма більша за {n} байтів",
    "the network": "мережа",
    "there is no story “{said}”": "немає сюжету «{said}»",
    "there is no such decision": "такого рішення немає",
    "there is none": "немає жодної",
    "watches": "теми",
    "{command} says what the channel answers.": "{command} покаже, що відповідає канал.",
    "{kind} since {moment}. {detail}": "{kind} від {moment}. {detail}",
    "{n} pages wait": "сторінок в черзі: {n}",
    "{n} sources wait to be polled": "джерел чекає на опитування: {n}",
    "{outcome}, {n} times. {detail}": "{outcome}, разів: {n}. {detail}",
    "{parts} alone makes {share} % of what is found; {rest} adds the rest": (
        "{parts} дає {share} % знайденого; {rest} — решту"
    ),
    "{part} stands twice in one list and is counted twice": "{part} стоїть у списку двічі й рахується двічі",
    "{part} takes away all that {taken} finds; the watch never matches": (
        "{part} відкидає все, що знаходить {taken}; тема ніколи нічого не знайде"
    ),
    "{state} after {n} tries. {detail}": "{state}, спроб: {n}. {detail}",
    "{variable} is not set": "{variable} не задано",
    "“{phrase}” is looked for as a phrase; a distance is written {sign}": (
        "«{phrase}» шукається як фраза; відстань пишуть так: {sign}"
    ),
    "“{said}” has no offset; write it as {example}": "«{said}» не має зсуву; напишіть так: {example}",
    "“{said}” is no address of an article": "«{said}» — не адреса статті",
    "“{said}” is no answer: accepted or declined": "«{said}» — не відповідь: accepted або declined",
    "“{said}” is no day; write it as {example}": "«{said}» — не день; напишіть так: {example}",
    "“{said}” is no decision: split, merge, lead or undo": "«{said}» — не рішення: split, merge, lead або undo",
    "“{said}” is no moment; write it as {example}": "«{said}» — не момент часу; напишіть так: {example}",
    "“{said}” is no number of a decision": "«{said}» — не номер рішення",
    "“{said}” is no number of days": "«{said}» — не кількість днів",
    "“{said}” is no verdict: wanted, noise or none": "«{said}» — не оцінка: wanted, noise або none",
    "“{word}” is looked for as a word; the sign of the language is {sign}": (
        "«{word}» шукається як слово; знак мови запитів — {sign}"
    ),
}
