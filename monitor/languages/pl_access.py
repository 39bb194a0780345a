"""Polish: signing in and out."""

ACCESS = {
    "You read here; an editor can change this.": "Tutaj czytasz; zmienić to może redaktor.",
    "Forgotten? Whoever runs the service gives you another:": (
        "Nie pamiętasz? Nowe hasło nada ci osoba, która prowadzi usługę:"
    ),
    "Your name": "Nazwa",
    "Nobody has a password yet. On the machine of the service:": (
        "Nikt nie ma jeszcze hasła. Na maszynie, na której działa usługa:"
    ),
    "Password": "Hasło",
    "Sign in": "Zaloguj się",
    "Sign out": "Wyloguj się",
    "The name or the password is wrong.": "Nazwa lub hasło są nieprawidłowe.",
    "This needs a valid token: Authorization: Bearer …": "Potrzebny jest ważny token: Authorization: Bearer …",
    "You are signed out, so nothing was done. Sign in, go back and send it again.": (
        "Nie jesteś już zalogowany, więc nic nie zrobiono. Zaloguj się, wróć i wyślij jeszcze raz."
    ),
    "reads only": "tylko odczyt",
    "{name} may read here, but not change anything.": "{name} może tu czytać, ale nic nie zmieniać.",
}
ACCESS_COUNTED = {
    "Too many tries. Try again in {n} minute.": (
        "Zbyt wiele prób. Spróbuj ponownie za {n} minutę.",
        "Zbyt wiele prób. Spróbuj ponownie za {n} minuty.",
        "Zbyt wiele prób. Spróbuj ponownie za {n} minut.",
    ),
}
