"""Ukrainian: signing in and out."""

ACCESS = {
    "You read here; an editor can change this.": "Ви тут читаєте; змінити це може редактор.",
    "Forgotten? Whoever runs the service gives you another:": "Забули? Хто веде службу, дасть вам інший:",
    "Your name": "Ім’я",
    "Nobody has a password yet. On the machine of the service:": "Пароля ще ніхто не має. На машині, де працює служба:",
    "Password": "Пароль",
    "Sign in": "Увійти",
    "Sign out": "Вийти",
    "The name or the password is wrong.": "Ім’я або пароль неправильні.",
    "This needs a valid token: Authorization: Bearer …": "Потрібен чинний токен: Authorization: Bearer …",
    "You are signed out, so nothing was done. Sign in, go back and send it again.": (
        "Ви вийшли, тому нічого не зроблено. Увійдіть, поверніться й надішліть ще раз."
    ),
    "reads only": "лише читання",
    "{name} may read here, but not change anything.": "{name} може тут читати, але нічого не змінювати.",
}
ACCESS_COUNTED = {
    "Too many tries. Try again in {n} minute.": (
        "Забагато спроб. Спробуйте знову через {n} хвилину.",
        "Забагато спроб. Спробуйте знову через {n} хвилини.",
        "Забагато спроб. Спробуйте знову через {n} хвилин.",
    ),
}
