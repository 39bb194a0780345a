# ruff: noqa: E501  (tables read better a row a line)
"""How texts say whom they have something from, by language: tables only.

`BEFORE`: what stands before the source's name ("передає Reuters"); `BEHIND`: what stands behind it ("Reuters reports");
`KINDS`: the common nouns for a source, which make even an unknown name one ("агентство Kyodo"). Every row is a regular
expression of one word or phrase, matched without case.
"""

from __future__ import annotations

# uk ru be / pl cs sk / de nl / fr es it pt ro / en / nordic, baltic, finnic / hu tr el
BEFORE = r"""
    переда(?:є|ють|в|ла|ло|ет|ют)|повідом(?:ляє|ляють|ив|ила|ило|или|лення)|пиш(?:е|уть|ет|ут)|написа(?:в|ла|ло|ли|л)|інформу(?:є|ють)|інформува(?:в|ла|ло)|за\s(?:даними|інформацією|повідомленням|відомостями)|з\sпосиланням\sна|із\sпосиланням\sна|посилаючись\sна|
    стало\sвідомо|згідно\sз\s(?:повідомленням|даними|інформацією|матеріалом)|за\sверсією|у\sматеріалі|[ву]\s(?:статті|публікації|колонці)|
    стало\sизвестно|согласно\s(?:сообщению|данным|информации|публикации)|по\sверсии|в\s(?:материале|статье|публикации|колонке)|
    цитує|цитують|цитирует|розпові(?:в|ла)\s[ву]?|[ву]\s(?:прямому\s)?ефірі|[ву]\sінтерв.ю|інтерв.ю|на\sсторінках|у\sкоментарі|йдеться\s[ву]|дізнал(?:ося|ася|ись)|з.ясува(?:в|ла|ло)|оприлюдни(?:в|ла|ло)|опублікува(?:в|ла|ло|ли)|джерел\w*|наводить|на\sдумку|за\sоцінк(?:ою|ами)|наголошує|підкреслює|нагадує|зауважує|за\sсловами\sспіврозмовників|
    сообща(?:ет|ют)|сообщи(?:л|ла|ло|ли)|информиру(?:ет|ют)|по\s(?:данным|информации|сообщению|сведениям)|со\sссылкой\sна|ссылаясь\sна|в\sинтервью|интервью|в\s(?:прямом\s)?эфире|узнал[аои]?|выяснил[аои]?|опубликовал[аои]?|приводит|
    podaj(?:e|ą)|poda(?:ł|ła|ło|ły|li)|informuj(?:e|ą)|poinformowa(?:ł|ła|ło|ły|li)|pisz(?:e|ą)|napisa(?:ł|ła|ło|ły)|donosi|donoszą|donió(?:sł|sło)|doniosła|przekaza(?:ł|ła|ło)|relacjonuje|cytuje|cytowan[yae]\sprzez|według|(?:jak\s)?czytamy\s(?:w|na)|powołując\ssię\sna|powołuje\ssię\sna|w\swywiadzie\sdla|wywiad\w*\s(?:dla|z)|w\srozmowie\sz|rozmow\w+\sz|na\santenie|na\słamach|za|ustali(?:ł|ła|ło)|ujawni(?:ł|ła|ło)|zdaniem|podkreśla|przypomina|zauważa|z\sustaleń|z\sinformacji|zgodnie\sz\sinformacjami|dowiedział\w*\ssię|gości(?:em|ł|ła)|na\sfalach|w\smateriale|
    podle|uved(?:l|la|lo)|informova(?:l|la|lo)|napsa(?:l|la|lo)|píše|podotkl|s\sodkazem\sna|řekl\w*|sdělil\w*|v\srozhovoru\spro|podľa|uvied(?:ol|la|lo)|napísa(?:l|la|lo)|
    laut|wie|berichte(?:t|te|n|ten)|melde(?:t|te|n|ten)|zitier(?:t|te|en)|nach\s(?:angaben|informationen|einem\sbericht)|gegenüber|(?:im\s)?(?:interview|gespräch)\smit|unter\sberufung\sauf|berief\ssich\sauf|beruft\ssich\sauf|schreib(?:t|en)|sagte[n]?|volgens|meldt|bericht|schrijft|tegen|aldus|
    selon|d['’]après|rapport(?:e|ent|é|ait)|a\s(?:déclaré|indiqué|confié|annoncé|affirmé|précisé)\s(?:à|au|aux)|citant|cité[es]*\spar|interrogé[es]*\spar|contacté[es]*\spar|joint[es]*\spar|consulté[es]*\spar|entretien\s(?:à|au|avec|accordé\s(?:à|au))|interview\s(?:à|au|avec|accordée\s(?:à|au))|révèle|écrit|auprès\sde|
    según|seg[uú]n\sinform\w+|inform(?:ó|a|aron)|report(?:ó|a|aron)|public(?:ó|a|aron)|citando\sa|declar(?:ó|aron)\sa|dijo\sa|entrevista\s(?:con|a|de)|recoge|asegura|cuenta|citad[ao]s?\spor|consultad[ao]s?\spor|a\sjuicio\sde|secondo|citat[aoie]\sda|sentit[aoie]\sda|riporta|riferisce|scrive|citando|cita|intervista\s(?:a|al|alla|con)|ha\sdetto\sa|
    segundo|de\sacordo\scom|informou|noticiou|disse\s(?:à|ao)|em\sentrevista\s(?:à|ao|a)|revelou|potrivit|conform|relatează|transmite|scrie|citat\sde|
    according\sto|reported(?:\sby)?|reports\s(?:by|from|in)|report\s(?:by|from|in)|told|tells|citing|cited\sby|quoted\sby|quoting|(?:an?\s)?interview(?:s|ed)?\s(?:with|to|on|by)|as\sreported\sby|first\sreported\sby|published\s(?:by|in)|wrote\s(?:in|for)|seen\sby|obtained\sby|reviewed\sby|via|sp(?:eaking|oke)\s(?:to|on|with)|broadcast\s(?:by|on)|run\sby|polled\sby|to\s(?:reporters|journalists)\s(?:from|of)|media\s(?:including|such\sas)|appearing\son|(?:said|says|speaking|interviewed)\son|asked\sby|contacted\sby|confirmed\s(?:to|by)|carried\sby|
    enligt|rapportera[rd]\w*|skriver|meddelar|uppger\sför|ifølge|rapporterer|skriv|sier\stil|siger\stil|til|oplyser\stil|
    pran[eė][šs]\w+|praneša|rašo|skelbia|anot|pasak|cituoja|teigė|ziņo|raksta|vēsta|pavēstīja|informē|citē|teatas|kirjutab|vahendab|edastas|ütles|andmetel|kertoo|kertoi|uutisoi|raportoi|kirjoittaa|sanoi|haastattelussa|
    közölte|számolt\sbe|írja|nyilatkozta|szerint|bildirdi|aktardı|açıklamasında|röportajında|σύμφωνα\sμε|μεταδίδει|αναφέρει|γράφει
"""
BEHIND = r"""
    переда(?:є|ють|в|ла|ло|ет|ют)|повідомля(?:є|ють)|повідоми(?:в|ла|ло)|пиш(?:е|уть|ет|ут)|написа(?:в|ла|ло|л)|інформу(?:є|ють)|повідомлял[аои]|писал[аои]|побачи(?:в|ла|ли)|ознайоми\w+|наголошує|підкреслює|додає|нагадує|зауважує|наводить|цитує|з.ясува(?:в|ла|ло)|ви[яй]сни(?:в|ла|ло)|дізнавал\w+|посилаючись|[зі]+з?\sпосиланням|отрима(?:в|ла|ло|ли)\sкопію|зазначає|розпові(?:в|ла|ло)|стверджує|дізнал(?:ося|ася)|опублікува(?:в|ла|ло)|сообща(?:ет|ют)|сообщи(?:л|ла|ло)|сообщал[аои]?|писал[аои]?|выясни(?:л|ла|ло|ли)|ознакоми\w+|подч[её]ркивает|добавляет|напоминает|приводит|цитирует|ссылаясь|со\sссылкой|получил[аои]?\sкопию|информирует|отмечает|утверждает|опубликовал[аои]?|узнал[аои]?|
    podaj(?:e|ą)|poda(?:ł|ła|ło)|informuje|poinformowa(?:ł|ła|ło)|pisze|napisa(?:ł|ła|ło)|donosi|donió(?:sł|sło)|doniosła|przekaza(?:ł|ła|ło)|relacjonuje|ustali(?:ł|ła|ło)|podkreśla|zaznacza|zauważa|przypomina|dodaje|wskazuje|ocenia|cytuje|dotarł\w*|uved(?:l|la|lo)|informova(?:l|la|lo)|napsa(?:l|la|lo)|píše|
    berichte(?:t|te|n|ten)|melde(?:t|te|n|ten)|schreib(?:t|en)|schrieb|zufolge|liegt|liegen|zitiert|meldt|bericht(?:te)?|schrijft|rapporte(?:nt)?|a\s(?:rapporté|révélé|annoncé|écrit)|révèle|écrit|inform(?:ó|a)|report(?:ó|a)|public(?:ó|a)|adelant(?:ó|a)|riporta|riferisce|scrive|informou|noticiou|revelou|relatează|scrie|
    could\snot\s(?:independently\s|immediately\s)?(?:verify|confirm)|(?:survey|poll|investigation|analysis|tally|calculations?)|citing|quoting|carried|published|was\sthe\sfirst\sto|first\sreported|notes|noted|added|said(?!\s(?:it|its|in\sa\sstatement)\b)|report(?:s|ed)|has\sreported|had\sreported|wrote|writes|said\sin\sa\sreport|learned|revealed|quoted|cited|noted\sin\sa\sreport|broke\sthe\snews|contributed|
    rapportera[rd]e?|skriver|uppger|meddelar|rapporterer|pranešė|praneša|rašo|skelbia|ziņo|raksta|vēsta|teatas|kirjutas|kirjutab|kertoo|kertoi|uutisoi|kirjoitti|mukaan|közölte|írja|szerint|bildirdi(?:ğine)?|aktardı|yazdı|göre|haberine|duyurdu|μεταδίδει|αναφέρει
"""
KINDS = r"""
    (?:медіа\s|інформаційн\w+\s|новинн\w+\s|державн\w+\s|прес-)?(?:агентств\w*|агенці\w+|видан\w*|газет\w*|телеканал\w*|каналу?|канал|портал\w*|сайт\w*|журнал\w*|радіо|тижневик\w*|таблоїд\w*|щоденник\w*|мовник\w*)|(?:информационн\w+\s)?(?:агентств\w*|издани\w*|телеканал\w*|еженедельник\w*|таблоид\w*)|
    agencj\w+|dziennik\w*|gazet\w+|tygodnik\w*|portal\w*|stacj\w+|telewizj\w+|agentur\w*|nachrichtenagentur|zeitung|magazin\w*|sender\w*|tageszeitung|agence|(?:le\s|du\s)?(?:quotidien|journal|chaîne)|agencia|diario|periódico|cadena|agenzia|quotidiano|agência|jornal|emissora|
    (?:news\s|wire\s|news\swire\s)?agency|newspaper|daily|broadcaster|tabloid|weekly|magazine|outlet|website|channel|newswire|network|persbureau|krant|nyhetsbyrån|avisen|nyhedsbureauet|agentūra|laikraštis|uudistetoimisto|tv-kanal\w*|ajans\w*|gazetesi|kanalı|tisková\sagentura|agentúra|deník\w*|denník\w*
"""
# Stems of what media do, behind the name or directly before it: "зазначає The Japan Times", "adelantó el Financial Times".
SAYING = r"""
    (?:повідом|переда[євюл]|зазнач|наголо[сш]|підкресл|нагад|стверд|твердит|вважає|показа|показує|оприлюдн|опублік|з.ясу|дізна|навод|цит[ую]|уточн|поясн|підтверд|спрост|інформ|оціню|прогноз|пиш[еу]|писа|
    сообщ|переда[её]т|отмеча|отмети|подч[её]рк|напомин|утвержда|счита[ею]т|показа|опублик|выясн|узна[лё]|привод|цитир|уточн|поясн|подтвер|опроверг|информир|оценива|
    poda[jłl]|inform|pisz[eą]|napisa|don(?:osi|iós)|przekaza|relacjon|cytu|ustali|ujawni|podkreśl|zaznacz|zauważ|zapyta|dotar|przypom|dodaj|wskaz|ocenia|twierdz|opisuj|opublikow|pokaza|potwierdz|wylicza|
    bericht|meld[eo]|schr(?:eib|ieb)|zitier|zeigt|enthüll|veröffentlich|erfuhr|erfahren|vermeld|notiert|spekulier|bestätig|
    rapport|révél|écri[tv]|indiqu|affirm|annonc|précis|appris|cite|publi[eé]|diffus|évoqu|souligne|confirm|
    report(?!er)|inform|public[aóo]|adelant|revel|asegur|señal|apunt|afirm|confirm|recog|explic|detall|notici|divulg|anunci|
    riport|rifer|scriv|scritto|rivel|anticip|pubblic|sostien|conferm|spieg|
    uved|informov|napsa|píše|potvrd|upozorn|oznám|zverejn|zveřejn|citu[je]|
    rapporter|skriv|meddel|uppg|avslöja|afslør|avslør|melder|oplys|opplys|bekräft|
    praneš|rašo|skelb|teig|ziņo|raksta|vēst|teata|kirjut|vahenda|kertoi|kertoo|uutiso|raportoi|kirjoit|
    közöl|számol|írja|írta|megerősít|bildir|aktar|yaz[dı]|duyur|açıkla|μεταδίδ|αναφέρ|γράφ|αποκαλύπτ|съобщ|пише|
    revealed|disclosed|noted|stated|claimed|confirmed|announced|explained|described|estimated|quoted|cited|wrote|writes|published|aired|carried|broadcast(?!er)|understands|was\stold|has\slearn|learn(?:ed|t)|broke\sthe)\w*
"""
# Verbs with a medium in the dative: "рассказал ТАСС", "told Kyodo"; and what else stands directly before the name only.
TO = r"""
    (?:розпові|сказа|заяви|повідоми|поясни|підтверди|відпові)(?:в|ла|ли)|у\sкоментарі|рассказал[аи]?|сказал[аи]?|заявил[аи]?|сообщил[аи]?|пояснил[аи]?|подтвердил[аи]?|ответил[аи]?|
    источник\w*|расследовани\w*|розслідуванн\w*|enquête\s(?:de|du)|investigation\sby|survey\sby|poll\sby|an?\sopinion\spiece\sin|editorial\sin|статт[іяею]|статье|джерел\w*|собеседник\w*|співрозмовник\w*|powiedzia(?:ł|ła)|(?:powiedzia|mówi|oceni|potwierdzi|przyzna|stwierdzi|zapowiedzia)(?:ł|ła)\sw|sagte|sagten|teilte|per|per\sthe|
    a\sdit\sà|a\sdeclarado\sa|disse\sà
"""
# Behind the name, where words are not spaced: によると, 에 따르면.
BEHIND_UNSPACED = (
    "によると", "によれば", "が報じ", "は報じ", "が伝え", "は伝え", "が明らかに", "とのインタビュー", "のインタビュー", "に語", "に述べ", "通信によ", "の取材に", "に対し",
    "の報道", "の記事", "報道", "报道", "報導", "消息", "披露", "透露", "刊文", "撰文", "称", "稱", "援引", "专访", "專訪", "采访", "採訪", "에 따르면", "에따르면", "이 보도", "가 보도", "은 보도", "는 보도", "이 전했", "가 전했", "통신이 ", "통신에 ", "과의 인터뷰", "와의 인터뷰", "와 인터뷰", "과 인터뷰", "에서 보도", "가 인용한", "이 인용한", "를 인용", "을 인용", "보도했", "신문이 ", "방송에 ",
)  # fmt: skip
# A medium as the subject, with its verb at the end of the sentence: …通信は、…と報じた, …통신은 …고 전했다.
AT_THE_END = (
    r"^(?:紙|通信|通信社|新聞|テレビ|放送)?[はが][^。]{0,150}(?:報じ|伝え|報道し|報道によ)",
    r"^\s?(?:통신|신문|방송|뉴스)?(?:은|는|이|가)\s[^.]{0,150}(?:보도했|보도하|전했|전하)",
)
# Before the name: 据…报道.
BEFORE_UNSPACED = ("据", "據", "根据", "根據", "援引", "引述", "引用", "接受", "综合", "綜合")
# A word of a name by which an unknown name is a newspaper, an agency or a broadcaster.
MEDIA_NAME = r"""
    news|newspaper|times|post|daily|journal|herald|press|agency|tribune|tv|radio|guardian|gazette|today|shimbun|magazine|telegraph|observer|chronicle|independent|mail|mirror|economist|broadcasting|review|zeitung|presse|figaro|monde|spiegel|bild|pravda|правда|новини|новости|times|wyborcza|rzeczpospolita|insider|report|reuters|politico|axios|bloomberg|nikkei
"""
# News agencies and broadcasters that go by capitals, as the members' lists of EANA, OANA and EBU have them; other
# capitals behind "informuje" are ministries.
AGENCIES = frozenset(
    [
        "AP",
        "AFP",
        "dpa",
        "DPA",
        "EFE",
        "ANSA",
        "PAP",
        "ČTK",
        "MTI",
        "TASS",
        "ТАСС",
        "УНІАН",
        "УНН",
        "УНИАН",
        "РІА",
        "РИА",
        "BNS",
        "ELTA",
        "LETA",
        "APA",
        "ANP",
        "NTB",
        "TT",
        "STT",
        "SID",
        "IANS",
        "PTI",
        "ANI",
        "UPI",
        "AAP",
        "BBC",
        "CNN",
        "NBC",
        "CBS",
        "ABC",
        "PBS",
        "NPR",
        "NHK",
        "DW",
        "RFI",
        "RMF",
        "TVN",
        "TVP",
        "ZDF",
        "ARD",
        "ORF",
        "SRF",
        "RTS",
        "RTE",
        "RAI",
        "TF1",
        "BFM",
        "BFMTV",
        "LCI",
        "MSNBC",
        "CNBC",
        "CBC",
        "KBS",
        "MBC",
        "SBS",
        "YTN",
        "JTBC",
        "TBS",
        "NTV",
        "RBC",
        "РБК",
        "ВВС",
        "Бі-бі-сі",
        "Би-би-си",
        "BELTA",
        "БелТА",
        "ТСН",
        "TSN",
        "ISNA",
        "IRNA",
        "SANA",
        "WAM",
        "MENA",
        "KCNA",
        "ЦТАК",
        "CTK",
        "TASR",
        "SITA",
        "STA",
        "HINA",
        "FENA",
        "Tanjug",
        "БТА",
        "BTA",
    ]
)
