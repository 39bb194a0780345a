"""Words by which an edit is weighed: negations, numbers in words, corrections, and lines that change by themselves."""

from __future__ import annotations

import re

_NEGATIONS = """
not no never none nor neither nobody nothing cannot without
не ні немає нема нікого ніхто ніщо ніколи жоден жодна жодне жодного жодної жодних без
нет ни никто ничто ничего никогда
nie brak nigdy nikt nikogo nic żaden żadna żadne żadnego żadnej żadnych bez
nicht kein keine keinen keinem keiner keines niemals niemand nichts weder ohne
ne pas jamais aucun aucune ni sans rien
"""
NEGATIONS = frozenset(_NEGATIONS.split())
# Verbs that deny or refuse, by their beginnings: `confirmed` to `denied` turns a statement as `not` does.
_NEGATING = """
denie deny refus reject запереч спростов спростува відмов відкину відхил отриц опроверг опроверж отказа отклон отверг
zaprzecz odmów odrzuc dementier bestritt bestreit verneint démen rejet
"""
NEGATING = tuple(_NEGATING.split())
# In scripts without blanks, and where the negation is an ending; what only looks like one is taken out first.
NEGATION_SIGNS = {
    "ja": re.compile(r"な(?:い|かった|く|かろう)|ません|ず(?=[にと、。])|否定|否認|拒否|拒んだ"),
    "ko": re.compile(r"않|못[하했할한]|없|아니|(?<![가-힣])안(?=\s)|부인|거부|거절"),
    "zh": re.compile(r"不|没|沒|未|否认|否認|拒绝|拒絕|并非|並非|无法|無法"),
}
NO_NEGATION = {
    "ja": re.compile(r"少な[いくか]|危な[いくか]|内閣|なければなら|かもしれな|つまらな|間もなく|なく(?=て)"),
    "ko": re.compile(r"뿐만 아니라|아니라"),
    "zh": re.compile(r"不断|不斷|不过|不過|不久|不仅|不僅|不但|不少|不同|不得不|未来|未來|没收|沒收|未必|不已"),
}

_NUMBER_WORDS = {
    1: "one один одна одне одного одной одно jeden jedna jedno ein eine un une 하나 한",
    2: "two два дві двоє двох двом две двое dwa dwie dwóch dwoje zwei deux 둘 두",
    3: "three три троє трьох трьом трое трёх трех trzy trzech troje drei trois 셋 세",
    4: "four чотири четверо чотирьох четыре четырёх четырех cztery czterech czworo vier quatre 넷 네",
    5: "five п'ять п'ятеро п'яти п'ятьох пять пятеро пяти pięć pięciu pięcioro fünf cinq 다섯",
    6: "six шість шести шестеро шість шесть sześć sześciu sechs 여섯",
    7: "seven сім семи семеро семь siedem siedmiu sieben sept 일곱",
    8: "eight вісім восьми восемь osiem ośmiu acht huit 여덟",
    9: "nine дев'ять дев'яти девять девяти dziewięć dziewięciu neun neuf 아홉",
    10: "ten десять десяти десятеро dziesięć dziesięciu zehn dix 열",
    11: "eleven одинадцять одиннадцать jedenaście elf onze",
    12: "twelve дванадцять двенадцать dwanaście zwölf douze",
    15: "fifteen п'ятнадцять пятнадцать piętnaście fünfzehn quinze",
    20: "twenty двадцять двадцать dwadzieścia zwanzig vingt",
    30: "thirty тридцять тридцать trzydzieści dreißig trente",
    50: "fifty п'ятдесят пятьдесят pięćdziesiąt fünfzig cinquante",
    100: "hundred сто sto hundert cent",
    1000: "thousand тисяча тысяча tysiąc tausend mille",
}
NUMBER_WORDS = {word: number for number, words in _NUMBER_WORDS.items() for word in words.split()}
HAN_NUMBERS = frozenset("〇一二三四五六七八九十百千万亿億兆两兩零")

# An outlet's own word that it was wrong; the paragraph is news to whoever read what was wrong.
CORRECTIONS = re.compile(
    r"\b(?:correction|corrected|clarification|an earlier version|retraction)\b"
    r"|виправлен|уточнен(?:ня|о)|спростуван|у попередній версії|исправлен|уточнени|опровержени|в предыдущей версии"
    r"|sprostowani|poprawion|we wcześniejszej wersji|korrektur|berichtigung|in einer früheren (?:version|fassung)"
    r"|rectificati(?:f|on)|erratum|une version précédente|訂正|お詫び|정정|바로잡|更正|勘误|勘誤",
    re.IGNORECASE,
)

# A line that says when the page was made or how often it was read; it changes by itself.
_VOLATILE = """
updated update published posted modified last ago minute minutes min hour hours hrs day days views view comments comment
shares read reading at on just now am pm gmt utc edt est bst cet
оновлено опубліковано змінено тому хвилин хвилини хвилину годин години годину днів дні переглядів перегляди коментарів о
коментарі сьогодні вчора щойно
обновлено опубликовано изменено назад минут минуты минуту часов часа час дней просмотров просмотры комментариев сегодня
вчера в
zaktualizowano aktualizacja opublikowano temu minut minuty minutę godzin godziny godz dni odsłon komentarzy dziś wczoraj
aktualisiert veröffentlicht stand vor minuten stunden stunde tagen uhr kommentare aufrufe um am heute gestern
publié mis à jour modifié le il y a minutes heures heure jours commentaires vues lecture
"""
VOLATILE_WORDS = frozenset(_VOLATILE.split())
VOLATILE_SIGNS = re.compile(
    r"(?:最終)?更新(?:日時|时间|時間)?|公開|配信|掲載|\d+\s*(?:分|時間|小时|小時|日|天)前|\d+\s*분 ?전|\d+\s*시간 ?전"
    r"|\d+\s*分钟前|\d+\s*分鐘前|입력|수정|조회(?:수)?|댓글|阅读|閱讀|发布|發布|浏览|瀏覽|评论|評論|[年月日時时分秒년월일시분초回次数量:：]"
)

# Behind a name, in scripts without capitals: who bears it.
_TITLES = """
首相 総理 外相 防衛相 大統領 長官 大臣 議員 知事 事務総長 氏 さん 報道官 国務長官
总理 總理 总统 總統 部长 部長 主席 发言人 發言人 秘书长 秘書長 大使 将军 先生 女士
총리 대통령 장관 의원 사무총장 대변인 대사 씨 국방장관 외무장관
"""
TITLES = tuple(_TITLES.split())
# States and cities that such scripts write without a sign of being names.
_PLACES = """
日本 韓国 韩国 韓國 中国 中國 米国 美国 美國 英国 英國 仏 法国 法國 独 德国 德國 露 俄罗斯 俄羅斯 乌克兰 烏克蘭
波兰 波蘭 台湾 台灣 朝鲜 朝鮮 北朝鮮 豪州 澳大利亚 澳洲 新西兰 印度 菲律宾 菲律賓 越南 伊朗 伊拉克 以色列 土耳其
东京 東京 首尔 首爾 北京 上海 华盛顿 華盛頓 布鲁塞尔 布魯塞爾 莫斯科 基辅 基輔 柏林 巴黎 伦敦 倫敦 立陶宛
拉脱维亚 爱沙尼亚 芬兰 瑞典 挪威 丹麦 加拿大 意大利 西班牙 荷兰 比利时 한국 일본 중국 미국 영국 프랑스 독일
러시아 우크라이나 폴란드 대만 북한 호주 뉴질랜드 인도 필리핀 베트남 이란 이라크 서울 도쿄 베이징 워싱턴 브뤼셀
모스크바 키이우 베를린 파리 런던
"""
PLACES = frozenset(_PLACES.split())
