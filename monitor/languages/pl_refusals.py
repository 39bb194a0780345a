"""Polish: why something was not done."""

SAID = {
    "Slack answered with no JSON": "Slack odpowiedział nie w formacie JSON",
    "Slack answered with no JSON object": "Slack odpowiedział czymś innym niż obiekt JSON",
    "Slack asks to wait": "Slack prosi, by poczekać",
    "Slack refused the message to {recipient}: {why}": "Slack odrzucił wiadomość do {recipient}: {why}",
    "There is no such channel.": "Nie ma takiego kanału.",
    "There is no such look at a site any more; begin once more.": "Tego przeglądu strony już nie ma; zacznij od nowa.",
    "This desk runs without a crawler; start it with farwatch run.": (
        "Ten pulpit działa bez robota pobierającego; uruchom go poleceniem farwatch run."
    ),
    "a subscription has a name, e.g. Morning": "subskrypcja ma nazwę, np. Poranna",
    "a test message needs a recipient": "wiadomość próbna potrzebuje odbiorcy",
    "an outlet has a language; write its tag, e.g. uk": "tytuł ma język; wpisz jego kod, np. uk",
    "an outlet has a name": "tytuł ma nazwę",
    "choose one watch at least, or all of them": "wybierz co najmniej jedną obserwację albo wszystkie",
    "could not write the digest to {recipient}: {why}": "nie udało się zapisać przeglądu w {recipient}: {why}",
    "decision {number} was undone already, by {who}": "decyzję {number} już cofnięto; zrobił(a) to {who}",
    "it is declared in {file}; change it there": "jest zapisana w {file}; zmień ją tam",
    "no channel {channel} in config/farwatch.toml; known are {known}": (
        "w config/farwatch.toml nie ma kanału {channel}; są {known}"
    ),
    "no connection to {where}: {why}": "brak połączenia z {where}: {why}",
    "no session with {where}: {why}": "nie udało się rozpocząć sesji z {where}: {why}",
    "nobody is named; name one recipient at least": "nikogo nie podano; podaj co najmniej jednego odbiorcę",
    "nobody is told; name a recipient first": "nikt nie jest powiadamiany; najpierw podaj odbiorcę",
    "proposal {number} was accepted already, by {who}": "propozycję {number} już przyjęto; zrobił(a) to {who}",
    "proposal {number} was declined already, by {who}": "propozycję {number} już odrzucono; zrobił(a) to {who}",
    "story {story} holds no article any more": "temat {story} nie ma już artykułów",
    "story {story} is named twice; name two stories": "temat {story} podano dwa razy; podaj dwa tematy",
    "the form does not say for the how manieth time; open the digest's page once more": (
        "formularz nie mówi, który to raz; otwórz ponownie stronę przeglądu"
    ),
    "the mail server broke off: {why}": "serwer poczty przerwał połączenie: {why}",
    "the mail server cannot take the address {recipient} (no SMTPUTF8)": (
        "serwer poczty nie przyjmuje adresu {recipient} (brak SMTPUTF8)"
    ),
    "the mail server did not answer to the mail: {why}": "serwer poczty nie odpowiedział na wiadomość: {why}",
    "the mail server refused the mail: {why}": "serwer poczty odrzucił wiadomość: {why}",
    "the mail server refused the sender {sender}: {why}": "serwer poczty odrzucił nadawcę {sender}: {why}",
    "the mail server refused {recipient}: {why}": "serwer poczty odrzucił {recipient}: {why}",
    "the service did not take the message: {why}": "usługa nie przyjęła wiadomości: {why}",
    "there is a subscription “{id}” already; choose another name": (
        "subskrypcja „{id}” już istnieje; wybierz inną nazwę"
    ),
    "there is no decision to undo": "nie ma decyzji do cofnięcia",
    "there is no decision {number}": "nie ma decyzji {number}",
    "there is no proposal {number}": "nie ma propozycji {number}",
    "there is no story {story}, or another one took all its articles": (
        "nie ma tematu {story} albo inny przejął wszystkie jego artykuły"
    ),
    "there is no watch {watch}; see farwatch watch list": "nie ma obserwacji {watch}; zob. farwatch watch list",
    "these are all articles of story {story}; name those that do not belong to it": (
        "to wszystkie artykuły tematu {story}; wskaż te, które do niego nie należą"
    ),
    "this outlet stands in {file}; switch it off instead": "ten tytuł jest zapisany w {file}; zamiast tego wyłącz go",
    "what was found at this address is not remembered any more; begin once more": (
        "to, co znaleziono pod tym adresem, nie jest już pamiętane; zacznij od nowa"
    ),
    "{article} is not in story {story}": "{article} nie należy do tematu {story}",
    "{recipient} is no mail address": "{recipient} to nie adres e-mail",
    "{recipient} is no mail address; write it as name@example.org": (
        "{recipient} to nie adres e-mail; zapisz go jak name@example.org"
    ),
    "{service} answered {status}: {why}": "{service} odpowiada {status}: {why}",
    "{service} was not reached: {why}": "nie udało się połączyć z {service}: {why}",
    "{where} refused the login: {why}": "{where} odrzucił logowanie: {why}",
    "“{said}” is no country; two letters of ISO 3166 are expected, e.g. GB": (
        "„{said}” to nie kraj; oczekiwano dwóch liter ISO 3166, np. GB"
    ),
    "“{said}” is no language; write its tag, e.g. uk or pt-BR": (
        "„{said}” to nie język; wpisz jego kod, np. uk lub pt-BR"
    ),
    "“{said}” is no rank; it is 1, 2 or 3": "„{said}” to nie ranga; możliwe są 1, 2 lub 3",
}
