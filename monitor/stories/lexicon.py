"""Words that tell no event, by language: they stand in every text, or they open a paragraph that recalls older news."""

from __future__ import annotations

from anyascii import anyascii

# Openings of paragraphs that tell what was known before ("Нагадаємо, …"): house style of agencies in these languages.
RECALLS = (
    "нагадаємо", "нагадуємо", "як повідомлялося", "раніше повідомлялося", "як повідомляв", "як ми повідомляли",
    "раніше", "напомним", "как сообщалось", "ранее сообщалось", "ранее", "przypomnijmy", "jak informowaliśmy",
    "jak pisaliśmy", "wcześniej informowaliśmy", "czytaj też", "czytaj także", "as reported earlier",
    "as previously reported", "as reported", "earlier,", "read also", "read more", "background:", "zuvor hatte",
    "lesen sie auch", "hintergrund:", "lire aussi", "à lire aussi", "pour rappel", "rappelons", "читайте також",
    "читайте также", "関連記事", "これまで", "相关新闻", "相關新聞", "此前", "此前报道", "관련 기사", "앞서",
)  # fmt: skip

_COMMON = """
the and for with from that this have has had was were are been will would could should after before over under into
about against between amid says said say new more than they their them his her its our you your who what when where
why how not but also all any can may two three first last year years day days week month today people news report
reports

від для про при без над під між через після перед проти щодо яка який яке які його її їх вони воно вона він ми ви
але або чи вже ще був була було були буде будуть може можуть має мають цього цей ця це ці того той так також коли
де як що щоб якщо року роки років день дня тижня один два три дві заявив заявила повідомив повідомила сказав
сказала

для про при без над под между через после перед против который которая которое которые его ее их они оно она мы вы
или уже еще был была было были будет будут может могут этого этот эта это эти того тот так также когда где как что
чтобы если года год лет день дня недели один два три две заявил заявила сообщил сообщила сказал сказала рассказал
назвал

dla oraz przez przed pod nad między wobec jest są był była było były będzie będą może mogą jego jej ich oni ona ono
ten tego tej tym która który które którzy jak gdy gdzie czy nie tak też także już jeszcze roku rok lat dni dnia dwa
trzy dwie po za się

der die das den dem des ein eine einen einem einer eines und oder aber für mit von vom zum zur bei nach vor über
unter gegen auf aus durch ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können soll
sollen muss müssen nicht auch noch nur schon sich sein seine ihre ihr wie was wer wenn dass als will jahr jahre
jahren tage zwei drei

les des une dans pour par sur sous avec sans entre vers chez est sont était ont avait sera seront peut peuvent doit
qui que quoi dont mais donc ses son leur leurs nous vous ils elles cette ces aux après avant contre plus pas ans
jour jours deux trois selon comme tout tous
"""
_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz juni juli oktober
dezember lundi mardi mercredi jeudi vendredi samedi dimanche
"""
COMMON = frozenset("".join(s for s in anyascii(word).lower() if s.isalnum()) for word in (_COMMON + _CALENDAR).split())
