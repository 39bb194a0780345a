"""Ukrainian: adding outlets, sending, what was done."""

SAID = {
    "What stands in {file} holds again; what it found and what readers marked stays.": (
        "Знову діятиме записане у {file}; знайдене й позначки читачів лишаються."
    ),
    (
        "Somebody else saved a change meanwhile. Nothing of yours is kept yet, it stands below: saved once more, it "
        "takes the place of theirs."
    ): (
        "Тим часом хтось інший зберіг зміну. Ваше ще не збережено, воно нижче: збережіть ще раз — і воно замінить чуже."
    ),
    "a NUL character cannot be kept": "символ NUL зберегти не можна",
    "Switched on: every article that comes from now on is asked.": (
        "Увімкнено: відтепер з нею звіряють кожну нову статтю."
    ),
    "Switched off: it finds nothing and is told to nobody until it is switched on.": (
        "Вимкнено: доки її не ввімкнуть, вона нічого не знаходить і в дайджести не потрапляє."
    ),
    "This watch is declared in {file}. What you save here stands in its place until you remove it.": (
        "Цю тему описано у {file}. Збережене тут діє замість неї, доки ви його не вилучите."
    ),
    (
        "It finds nothing any more, and what it found and what readers marked is forgotten. To stop it for a while, "
        "switch it off."
    ): (
        "Більше вона нічого не знаходитиме, а знайдене нею й позначки читачів буде забуто. Щоб зупинити її на час, "
        "вимкніть її."
    ),
    "Articles and stories stay, and so do the digests that told of them.": (
        "Статті й сюжети лишаються, як і дайджести, що про них сповістили."
    ),
    "Told of this watch alone, and then of nothing: {names}.": (
        "Отримують лише цю тему, а далі не отримуватимуть нічого: {names}."
    ),
    "this watch stands in {file}; switch it off instead": "цю тему записано у {file}; натомість вимкніть її",
    "any watch": "будь-яка тема",
    "Newest": "Найновіший",
    "nothing new since {day}": "нічого нового з {day}",
    "Add an outlet": "Додати видання",
    "Address of its home page, a feed or a news sitemap": "Адреса головної сторінки, стрічки або карти новин",
    "Feeds, news sitemaps and section pages of the site are looked for and tried; nothing is kept before you "
    "say so. It takes some seconds.": (
        "На сайті шукаємо й перевіряємо стрічки, карти новин і сторінки рубрик; без вашої згоди нічого не "
        "зберігається. Це триває кілька секунд."
    ),
    "Look at it": "Переглянути",
    "Outlets of the pack that are switched off": "Вимкнені видання з набору",
    "Looking at {address}": "Переглядаємо {address}",
    "Reading {address}": "Читаємо {address}",
    "Waiting for its turn": "Чекає своєї черги",
    "A host is asked one thing at a time, so this takes some seconds. The page goes on by itself.": (
        "Сервер питаємо по черзі, тому це триває кілька секунд. Сторінка оновиться сама."
    ),
    "none": "немає",
    "Entries": "Записи",
    "A day": "На день",
    "Carries": "Містить",
    "Dates": "Дати",
    "Name": "Назва",
    "Languages, as tags: uk en": "Мови, кодами: uk en",
    "Country, two letters: UA": "Країна, дві літери: UA",
    "Tier": "Рівень",
    "1: the first to lead a story": "1: перше, що очолює сюжет",
    "2: as most": "2: як більшість",
    "3: leads only where nobody else reports": "3: очолює, лише коли більше ніхто не пише",
    "{name} is known already.": "{name} уже є у списку.",
    "See it": "Відкрити",
    "Switch it on": "Увімкнути",
    "Switch it off": "Вимкнути",
    "What can be followed": "За чим можна стежити",
    "Chosen is the least that brings everything.": "Вибрано найменше, що дає все.",
    "Address": "Адреса",
    "The outlet": "Видання",
    "Follow it": "Стежити",
    "Nothing here can be followed. Look on the site for a page of feeds or of its latest news, and try that address.": (
        "Тут нема за чим стежити. Знайдіть на сайті сторінку зі стрічками або останніми новинами й спробуйте її адресу."
    ),
    "Try another address": "Спробувати іншу адресу",
    "This outlet is declared in {file}. What you save here stands in its place until you remove it.": (
        "Це видання описано у {file}. Збережене тут діє замість нього, доки ви його не вилучите."
    ),
    "Check it now": "Перевірити зараз",
    "Edit": "Редагувати",
    "Declared in {file}": "Описано у {file}",
    "Remove it": "Вилучити",
    "Every source is in order.": "Усі джерела справні.",
    "Visited just now; nothing was kept.": "Щойно перевірено; нічого не збережено.",
    "Sources": "Джерела",
    "Check it once more": "Перевірити ще раз",
    "Back to the outlet": "Назад до видання",
    "by the address of its home page, or switch on some of the pack:": (
        "за адресою головної сторінки або ввімкніть видання з набору:"
    ),
    "What do you want to be told about?": "Про що вас сповіщати?",
    "by mail, in Slack or into a folder.": "поштою, у Slack або в теку.",
    "The first visit is over.": "Перший обхід завершено.",
    "The first visit begins by itself, seconds after an outlet is on. What is there by then is stored and "
    "told to nobody: what comes after it is news.": (
        "Перший обхід починається сам за кілька секунд після ввімкнення видання. Те, що вже є, зберігається "
        "без сповіщень: новинами є те, що з'явиться потім."
    ),
    "See the first digest": "Переглянути перший дайджест",
    "as it would be now. It comes by itself when its time has come;": (
        "яким він був би зараз. Він надійде сам у свій час;"
    ),
    "or have it sent now": "або надішліть його зараз",
    "The first digest: you see it here before it is sent.": "Перший дайджест: ви побачите його тут до відправлення.",
    "No outlet is polled yet. Add one by the address of its home page, or switch on some of the pack.": (
        "Жодне видання ще не опитується. Додайте його за адресою головної сторінки або ввімкніть видання з набору."
    ),
    "Switched off": "Вимкнені",
    "Switch on {name}": "Увімкнути {name}",
    "tell {name} too": "надсилати також у «{name}»",
    "Too many sites are being looked at; try in a minute.": (
        "Забагато сайтів перевіряється водночас; спробуйте за хвилину."
    ),
    "It ended without a result; the log says why. Try once more.": (
        "Завершилося без результату; причина в журналі. Спробуйте ще раз."
    ),
    "Choose at least one address to follow.": "Виберіть принаймні одну адресу.",
    "Remove {name}?": "Вилучити {name}?",
    "It is polled no longer. Its articles stay, and so do the digests that told of them.": (
        "Його більше не опитуватимуть. Статті та дайджести з ними залишаться."
    ),
    "No story waits to be told.": "Сюжетів у черзі немає.",
    "What was sent stays on record. Taken up again under this name it begins anew.": (
        "Надіслане залишається в обліку. Під тією ж назвою підписка почнеться заново."
    ),
    "End the subscription {name}?": "Припинити підписку «{name}»?",
    "Added. The first visit begins in seconds.": "Додано. Перший обхід почнеться за кілька секунд.",
    "It is sent again within seconds.": "Буде надіслано ще раз за кілька секунд.",
    "Composed. It is sent within seconds.": "Складено. Буде надіслано за кілька секунд.",
    "The subscription has ended.": "Підписку припинено.",
    "Switched off: it is polled no longer.": "Вимкнено: більше не опитується.",
    "Switched on: it is polled from now on.": "Увімкнено: відтепер опитується.",
    "Paused.": "Призупинено.",
    "Removed.": "Вилучено.",
    "It goes on: what was found meanwhile comes in the next digest.": (
        "Відновлено: знайдене за цей час буде в наступному дайджесті."
    ),
    "Saved.": "Збережено.",
    "waits to be sent": "чекає на відправлення",
    "is being sent": "надсилається",
    "may have arrived; it is settled by itself": "можливо, доставлено; з'ясується саме",
    "not delivered, and not tried again": "не доставлено, спроб більше не буде",
    "every day": "щодня",
    "Monday to Friday": "з понеділка до п'ятниці",
    "once a week": "раз на тиждень",
    "every hour": "щогодини",
    "in words of your own": "своїми словами",
    "Monday": "понеділок",
    "Tuesday": "вівторок",
    "Wednesday": "середа",
    "Thursday": "четвер",
    "Friday": "п'ятниця",
    "Saturday": "субота",
    "Sunday": "неділя",
    "full text": "повний текст",
    "summary": "анонс",
    "titles only": "лише заголовки",
    "addresses only": "лише адреси",
    "to the second": "до секунди",
    "to the minute": "до хвилини",
    "to the day": "до дня",
    "brought by those taken": "уже є у вибраних",
    "holds no entries": "без записів",
    "its entries lead to other sites": "записи ведуть на інші сайти",
    "no dates, so what is new cannot be told": "без дат, тож нове не відрізнити",
    "hardly a link that looks like an article": "майже немає посилань, схожих на статті",
    "This digest was never addressed to this recipient.": "Цей дайджест ніколи не призначався цьому одержувачу.",
    "It is on its way already and is tried again by itself; nothing was added.": (
        "Він уже в дорозі, і спроби повторюються самі; нічого не додано."
    ),
    "Nobody can say yet whether it arrived; it is sent again by itself and says so. Nothing was added.": (
        "Ще невідомо, чи він надійшов; його буде надіслано знову з позначкою. Нічого не додано."
    ),
    "This recipient is told no longer, so nothing was sent.": (
        "Цей одержувач більше не підписаний, тож нічого не надіслано."
    ),
}
COUNTED = {
    "Trying {n} address": ("Перевіряємо {n} адресу", "Перевіряємо {n} адреси", "Перевіряємо {n} адрес"),
    "{n} address that the site names gives nothing": (
        "{n} названа сайтом адреса нічого не дає",
        "{n} названі сайтом адреси нічого не дають",
        "{n} названих сайтом адрес нічого не дають",
    ),
    "{n} source is not in order.": ("{n} джерело несправне.", "{n} джерела несправні.", "{n} джерел несправні."),
    "{n} is switched off": ("{n} вимкнено", "{n} вимкнено", "{n} вимкнено"),
    "{n} story that waits for the next digest is told to nobody.": (
        "{n} сюжет, що чекає на дайджест, не отримає ніхто.",
        "{n} сюжети, що чекають на дайджест, не отримає ніхто.",
        "{n} сюжетів, що чекають на дайджест, не отримає ніхто.",
    ),
    "{n} digest on its way is not sent.": (
        "{n} дайджест у черзі не буде надіслано.",
        "{n} дайджести в черзі не буде надіслано.",
        "{n} дайджестів у черзі не буде надіслано.",
    ),
}
