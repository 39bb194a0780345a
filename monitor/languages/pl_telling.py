"""Polish: who is told, and who wants it no longer."""

SAID = {
    "Who is told": "Odbiorcy",
    "Declared in {file}: change it there and start the service anew.": (
        "Opisane w {file}: zmień to tam i uruchom usługę ponownie."
    ),
    "Paused: nothing is composed. What is found meanwhile comes in the first digest after.": (
        "Wstrzymane: przeglądy nie powstają. To, co w tym czasie się znajdzie, trafi do pierwszego po wznowieniu."
    ),
    "Nobody is told: every recipient is gone. What is found waits for the next one.": (
        "Nie ma odbiorców: wszyscy zrezygnowali. Znalezione materiały czekają na kolejnego."
    ),
    "Name, as the digest calls it": "Nazwa, jak w przeglądzie",
    "Morning": "Poranek",
    "Told of": "O czym",
    "every watch, also those to come": "wszystkie obserwacje, także przyszłe",
    "these watches": "tylko te obserwacje",
    "No watch yet.": "Nie ma jeszcze obserwacji.",
    "When": "Kiedy",
    "Weekday": "Dzień tygodnia",
    "At; several with commas: 07:00, 13:00, 19:00": "O której; kilka po przecinku: 07:00, 13:00, 19:00",
    "At most so many an hour": "Najwyżej na godzinę",
    "Quiet from": "Cisza od",
    "to": "do",
    "Days and times in words": "Dni i godziny słowami",
    "On the clock of": "Według czasu",
    "Where to": "Dokąd",
    "Channels": "Kanały wysyłki",
    "Try a channel": "Wypróbuj kanał",
    "Recipients, one a line: mail addresses, a Slack channel, a folder": (
        "Odbiorcy, po jednym w wierszu: adresy e-mail, kanał Slack, folder"
    ),
    "{recipient} unsubscribed on {moment}; written into the list again, it is told again.": (
        "{recipient}: rezygnacja {moment}. Ponowne wpisanie na listę wznawia wysyłkę."
    ),
    "How": "Jak",
    "Language of the digest": "Język przeglądu",
    "On a day with nothing new": "Gdy nie ma nic nowego",
    "say so": "poinformuj o tym",
    "send nothing, but a sign of life once a week": "nie wysyłaj, tylko raz w tygodniu daj znak",
    "Preview": "Podgląd",
    "More": "Więcej",
    "Compose and send now": "Przygotuj i wyślij teraz",
    "Go on": "Wznów",
    "Pause": "Wstrzymaj",
    "End it": "Zakończ",
    "What it would tell": "Co znajdzie się w przeglądzie",
    "It comes as soon as there is something to tell.": "Przychodzi, gdy tylko jest o czym poinformować.",
    "It comes on": "Przychodzi",
    "A sample: the newest stories of the last 7 days as they are stored. The digests to come tell what is "
    "found from now on.": (
        "Próbka: najnowsze zapisane tematy z 7 dni. W przeglądach znajdzie się to, co pojawi się od teraz."
    ),
    "Tell somebody": "Dodaj odbiorcę",
    "at once": "natychmiast",
    "every watch": "wszystkie obserwacje",
    "paused": "wstrzymana",
    "Nobody is told yet. Say who gets what, when and where; you see the digest before it is sent.": (
        "Nie ma jeszcze odbiorców. Podaj, kto, co, kiedy i gdzie dostaje; przegląd zobaczysz przed wysłaniem."
    ),
    "Composed": "Przygotowane",
    "to nobody: nothing was new": "do nikogo: nie było nic nowego",
    "None yet. The first one comes when its time has come.": "Jeszcze nie ma. Pierwszy pojawi się o swojej porze.",
    "sent again at your request": "wysłano ponownie na prośbę",
    "next try {moment}": "następna próba {moment}",
    "Send again": "Wyślij ponownie",
    "Who is told, and when": "Kto i kiedy go dostaje",
    "The ways a digest can go. They stand in config/farwatch.toml; secrets stand in environment variables "
    "that it names.": (
        "Drogi wysyłki przeglądów. Opisuje je config/farwatch.toml; hasła są w zmiennych środowiskowych, "
        "które wymienia."
    ),
    "A test message was sent to {recipient}. Look whether it arrived.": (
        "Wiadomość próbną wysłano do {recipient}. Sprawdź, czy dotarła."
    ),
    "Recipient": "Odbiorca",
    "Send a test message": "Wyślij wiadomość próbną",
    "No channel is configured: write one into config/farwatch.toml and start the service anew.": (
        "Nie ma kanału wysyłki: opisz go w config/farwatch.toml i uruchom usługę ponownie."
    ),
    "Back to who is told": "Wróć do odbiorców",
    "This link does not work": "Ten odnośnik nie działa",
    "Perhaps a mail program cut it in two: copy the whole link out of the mail. Or answer the mail and ask to "
    "be taken off.": (
        "Być może program pocztowy go uciął: skopiuj z listu cały odnośnik. Możesz też odpisać na wiadomość "
        "z prośbą o wypisanie."
    ),
    "Unsubscribe from {name}?": "Zrezygnować z subskrypcji „{name}”?",
    "{recipient} will get no more digests of it.": "Na {recipient} nie przyjdą kolejne przeglądy.",
    "Unsubscribe": "Zrezygnuj",
    "You are unsubscribed": "Subskrypcja zakończona",
    "{recipient} gets no more digests of {name}.": "Na {recipient} nie przyjdą już przeglądy „{name}”.",
    "Other recipients and other subscriptions stay as they are.": (
        "Inni odbiorcy i inne subskrypcje pozostają bez zmian."
    ),
    "That was a mistake: subscribe me again": "To pomyłka: zapisz mnie ponownie",
    "You are subscribed again": "Subskrypcja wznowiona",
    "{recipient} gets the next digest of {name}, if its sender still has it on the list.": (
        "Kolejny przegląd „{name}” przyjdzie na {recipient}, o ile nadawca nadal ma ten adres na liście."
    ),
}
