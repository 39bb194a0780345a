"""Ukrainian: who is told, and who wants it no longer."""

SAID = {
    "Who is told": "Кого сповіщаємо",
    "Declared in {file}: change it there and start the service anew.": (
        "Описано у {file}: змініть там і перезапустіть службу."
    ),
    "Paused: nothing is composed. What is found meanwhile comes in the first digest after.": (
        "Призупинено: дайджести не складаються. Знайдене за цей час увійде до першого наступного."
    ),
    "Nobody is told: every recipient is gone. What is found waits for the next one.": (
        "Немає кого сповіщати: усі одержувачі відписалися. Знайдене чекає на наступного."
    ),
    "Name, as the digest calls it": "Назва, як у дайджесті",
    "Morning": "Ранок",
    "Told of": "Про що",
    "every watch, also those to come": "усі теми, також майбутні",
    "these watches": "лише ці теми",
    "No watch yet.": "Запитів ще немає.",
    "When": "Коли",
    "Weekday": "День тижня",
    "At; several with commas: 07:00, 13:00, 19:00": "О котрій; кілька через кому: 07:00, 13:00, 19:00",
    "At most so many an hour": "Не більше на годину",
    "Quiet from": "Тиша з",
    "to": "до",
    "Days and times in words": "Дні й години словами",
    "On the clock of": "За часом",
    "Where to": "Куди",
    "Channels": "Канали",
    "Try a channel": "Перевірити канал",
    "Recipients, one a line: mail addresses, a Slack channel, a folder": (
        "Одержувачі, по одному в рядку: адреси пошти, канал Slack, тека"
    ),
    "{recipient} unsubscribed on {moment}; written into the list again, it is told again.": (
        "{recipient}: відписка {moment}. Якщо знову додати до списку, підписка відновиться."
    ),
    "How": "Як",
    "Language of the digest": "Мова дайджесту",
    "On a day with nothing new": "Коли нового немає",
    "say so": "повідомити про це",
    "send nothing, but a sign of life once a week": "не надсилати, лише раз на тиждень дати знати",
    "Preview": "Попередній перегляд",
    "More": "Інше",
    "Compose and send now": "Скласти й надіслати зараз",
    "Go on": "Продовжити",
    "Pause": "Призупинити",
    "End it": "Припинити",
    "What it would tell": "Що буде у дайджесті",
    "It comes as soon as there is something to tell.": "Надходить, щойно з'являється новина.",
    "It comes on": "Надходить",
    "A sample: the newest stories of the last 7 days as they are stored. The digests to come tell what is "
    "found from now on.": (
        "Зразок: найновіші збережені сюжети за 7 днів. У дайджестах буде те, що знайдеться відтепер."
    ),
    "Tell somebody": "Додати підписку",
    "at once": "негайно",
    "every watch": "усі теми",
    "paused": "призупинено",
    "Nobody is told yet. Say who gets what, when and where; you see the digest before it is sent.": (
        "Підписок ще немає. Укажіть, хто, що, коли й куди отримує; дайджест видно до відправлення."
    ),
    "Composed": "Складені",
    "to nobody: nothing was new": "нікому: нового не було",
    "None yet. The first one comes when its time has come.": "Ще немає. Перший з'явиться у свій час.",
    "sent again at your request": "надіслано ще раз на прохання",
    "next try {moment}": "наступна спроба {moment}",
    "Send again": "Надіслати ще раз",
    "Who is told, and when": "Кому й коли надсилаємо",
    "The ways a digest can go. They stand in config/farwatch.toml; secrets stand in environment variables "
    "that it names.": (
        "Шляхи доставлення дайджестів. Їх описано в config/farwatch.toml; секрети — у названих там змінних середовища."
    ),
    "A test message was sent to {recipient}. Look whether it arrived.": (
        "Пробне повідомлення надіслано: {recipient}. Перевірте, чи надійшло."
    ),
    "Recipient": "Одержувач",
    "Send a test message": "Надіслати пробне повідомлення",
    "No channel is configured: write one into config/farwatch.toml and start the service anew.": (
        "Каналів не налаштовано: опишіть канал у config/farwatch.toml і перезапустіть службу."
    ),
    "Back to who is told": "Назад до підписок",
    "This link does not work": "Посилання не працює",
    "Perhaps a mail program cut it in two: copy the whole link out of the mail. Or answer the mail and ask to "
    "be taken off.": (
        "Можливо, поштова програма розірвала його: скопіюйте посилання з листа повністю. Або дайте відповідь "
        "на лист із проханням відписати."
    ),
    "Unsubscribe from {name}?": "Відписатися від «{name}»?",
    "{recipient} will get no more digests of it.": "На {recipient} дайджести більше не надходитимуть.",
    "Unsubscribe": "Відписатися",
    "You are unsubscribed": "Вас відписано",
    "{recipient} gets no more digests of {name}.": "На {recipient} більше не надходитимуть дайджести «{name}».",
    "Other recipients and other subscriptions stay as they are.": "Інші одержувачі та підписки без змін.",
    "That was a mistake: subscribe me again": "Це помилка: підписати знову",
    "You are subscribed again": "Підписку відновлено",
    "{recipient} gets the next digest of {name}, if its sender still has it on the list.": (
        "Наступний дайджест «{name}» надійде на {recipient}, якщо адреса ще є у списку відправника."
    ),
}
