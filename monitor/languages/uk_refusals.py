"""Ukrainian: why something was not done."""

SAID = {
    "Slack answered with no JSON": "Slack відповів не у форматі JSON",
    "Slack answered with no JSON object": "Slack відповів не об'єктом JSON",
    "Slack asks to wait": "Slack просить зачекати",
    "Slack refused the message to {recipient}: {why}": "Slack не прийняв повідомлення для {recipient}: {why}",
    "There is no such channel.": "Такого каналу немає.",
    "There is no such look at a site any more; begin once more.": "Цього огляду сайту вже немає; почніть знову.",
    "This desk runs without a crawler; start it with farwatch run.": (
        "Цей пульт працює без збирача; запустіть його командою farwatch run."
    ),
    "a subscription has a name, e.g. Morning": "підписка має назву, напр. Ранкова",
    "a test message needs a recipient": "пробному повідомленню потрібен одержувач",
    "an outlet has a language; write its tag, e.g. uk": "видання має мову; напишіть її код, напр. uk",
    "an outlet has a name": "видання має назву",
    "choose one watch at least, or all of them": "виберіть хоча б одну тему або всі",
    "could not write the digest to {recipient}: {why}": "не вдалося записати дайджест у {recipient}: {why}",
    "decision {number} was undone already, by {who}": "рішення {number} уже скасовано; скасував(-ла) {who}",
    "it is declared in {file}; change it there": "її записано у {file}; змінюйте там",
    "no channel {channel} in config/farwatch.toml; known are {known}": (
        "у config/farwatch.toml немає каналу {channel}; є {known}"
    ),
    "no connection to {where}: {why}": "немає з'єднання з {where}: {why}",
    "no session with {where}: {why}": "не вдалося почати сеанс із {where}: {why}",
    "nobody is named; name one recipient at least": "нікого не названо; назвіть хоча б одного одержувача",
    "nobody is told; name a recipient first": "нікому не надсилається; спершу назвіть одержувача",
    "proposal {number} was accepted already, by {who}": "пропозицію {number} уже прийнято; прийняв(-ла) {who}",
    "proposal {number} was declined already, by {who}": "пропозицію {number} уже відхилено; відхилив(-ла) {who}",
    "story {story} holds no article any more": "у сюжеті {story} більше немає статей",
    "story {story} is named twice; name two stories": "сюжет {story} названо двічі; назвіть два різні сюжети",
    "the form does not say for the how manieth time; open the digest's page once more": (
        "у формі не сказано, котрий це раз; відкрийте сторінку дайджесту знову"
    ),
    "the mail server broke off: {why}": "поштовий сервер обірвав зв'язок: {why}",
    "the mail server cannot take the address {recipient} (no SMTPUTF8)": (
        "поштовий сервер не може прийняти адресу {recipient} (немає SMTPUTF8)"
    ),
    "the mail server did not answer to the mail: {why}": "поштовий сервер не відповів на лист: {why}",
    "the mail server refused the mail: {why}": "поштовий сервер не прийняв листа: {why}",
    "the mail server refused the sender {sender}: {why}": "поштовий сервер не прийняв відправника {sender}: {why}",
    "the mail server refused {recipient}: {why}": "поштовий сервер не прийняв {recipient}: {why}",
    "the service did not take the message: {why}": "служба не прийняла повідомлення: {why}",
    "there is a subscription “{id}” already; choose another name": "підписка «{id}» уже є; виберіть іншу назву",
    "there is no decision to undo": "немає рішення, яке можна скасувати",
    "there is no decision {number}": "рішення {number} немає",
    "there is no proposal {number}": "пропозиції {number} немає",
    "there is no story {story}, or another one took all its articles": (
        "сюжету {story} немає, або всі його статті перейшли до іншого"
    ),
    "there is no watch {watch}; see farwatch watch list": "теми {watch} немає; див. farwatch watch list",
    "these are all articles of story {story}; name those that do not belong to it": (
        "це всі статті сюжету {story}; назвіть ті, що до нього не належать"
    ),
    "this outlet stands in {file}; switch it off instead": "це видання записано у {file}; натомість вимкніть його",
    "what was found at this address is not remembered any more; begin once more": (
        "знайдене за цією адресою вже не збережено; почніть знову"
    ),
    "{article} is not in story {story}": "{article} не належить до сюжету {story}",
    "{recipient} is no mail address": "{recipient} — не поштова адреса",
    "{recipient} is no mail address; write it as name@example.org": (
        "{recipient} — не поштова адреса; пишіть як name@example.org"
    ),
    "{service} answered {status}: {why}": "{service} відповідає {status}: {why}",
    "{service} was not reached: {why}": "не вдалося зв'язатися з {service}: {why}",
    "{where} refused the login: {why}": "{where} не прийняв вхід: {why}",
    "“{said}” is no country; two letters of ISO 3166 are expected, e.g. GB": (
        "«{said}» — не країна; потрібні дві літери за ISO 3166, напр. GB"
    ),
    "“{said}” is no language; write its tag, e.g. uk or pt-BR": (
        "«{said}» — не мова; напишіть її код, напр. uk або pt-BR"
    ),
    "“{said}” is no rank; it is 1, 2 or 3": "«{said}» — не ранг; можливі 1, 2 або 3",
}
