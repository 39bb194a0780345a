"""Languages read by a dictionary of forms, and where that does not know a word, by cutting a likely ending."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.inflected import inflected_reader

# Case endings of nouns and adjectives, as the grammars of the languages list them.
_ENDINGS = {
    "bg": "ият ята ото ите та то те ът ят ия а я о е и й",
    "cs": "ského skému ském ským ských skými skou ská ské ští ský ového ému ého ými ích ách ech ami emi ovi ům em ou ám "
    "ím ým ém é í ý ů u y a e i ě o á",
    "lt": "ams iams ose iose omis iomis ais iais uose iuose oje ioje yje uje ius iai us ai os ios as is ys ui iui e a ą ę "
    "į ų o io es ės ė",
    "lv": "iem ajam ajām ajos ajās ām ēm os ās ēs as es is us am ai ei im um ā ē ī ū u a e i o š s",
    "sk": "ského skému skom ským ských skými skou ská ské skí ský ového ému ého ými och iách iam ami mi ovi om ou ám ej "
    "ím ým ov u y a e i o á é í ý",
    "sl": "ega emu imi ami ema oma ov ev om em am ih im ah eh a e i o u",
}
_SHORTEST_STEM = 3


def reader(language: str) -> Reader:
    endings = sorted(set(_ENDINGS[language].split()), key=len, reverse=True)

    def stem(form: str) -> str:
        for ending in endings:
            if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_STEM:
                return form[: -len(ending)] + "-"
        return form + "-"

    return inflected_reader(language, [("", " ".join(endings))], stem)
