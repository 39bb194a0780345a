"""Ukrainian: what stands around long lists and pictures."""

SAID = {
    "from when we saw it until it was told": "від появи в нас до повідомлення",
    "Seen → told": "Помічено → повідомлено",
    "Back": "Назад",
    "Country": "Країна",
    "Earlier digests": "Попередні дайджести",
    "Next": "Далі",
    "No outlet is like that.": "Таких видань немає.",
    "No watch is called like that.": "Теми з такою назвою немає.",
    "Pages of the list": "Сторінки переліку",
    "failing": "є збої",
    "page {number} of {last}": "сторінка {number} з {last}",
}
COUNTED = {
    "{n} outlet is like that.": ("Таке {n} видання.", "Таких {n} видання.", "Таких {n} видань."),
}
