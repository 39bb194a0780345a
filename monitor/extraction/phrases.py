# ruff: noqa: E501  (tables read better a row a line)
"""The words of page furniture in many languages: tables only, compared without case, signs at the ends left off.

Collected from what news sites print around their articles; a phrase stands here when a paragraph that consists of it
(or begins with it and a colon) is never part of an article.
"""

from __future__ import annotations

import re


def _rows(text: str) -> tuple[str, ...]:
    return tuple(
        sorted(
            {row.strip().casefold() for row in text.replace("\n", "|").split("|") if row.strip()}, key=len, reverse=True
        )
    )


# Headings of lists of other articles; also before a single link ("Читайте також: …").
READ_ALSO = _rows(
    """
    read also|read more|also read|see also|related|related articles|related stories|related news|related topics|related content
    related posts|related coverage|related reading|more on this story|more on this|more on this topic|more stories|more from|more news|more to read
    recommended|recommended stories|recommended for you|recommended reading|you may also like|you might also like|don't miss|editor's picks|editors' picks
    most read|most popular|popular|popular news|trending|trending now|latest news|latest|latest stories|recent posts|recent news|top stories
    top news|what to read next|up next|next read|keep reading|continue reading|further reading|suggested reading|also on|in case you missed it
    must read|must reads|sponsored content|around the web|from the web|promoted stories|promoted content|watch also|watch|watch now|listen|see more|explore more
    читайте також|читати також|читайте ще|також читайте|дивіться також|за темою|по темі|читайте по темі|новини за темою|схожі новини|схожі матеріали
    пов'язані новини|пов'язані матеріали|останні новини|популярні новини|популярне|головні новини|більше новин|рекомендуємо|рекомендовані матеріали|вас може зацікавити
    вам може сподобатись|вам може бути цікаво|до теми|детальніше|більше по темі|новини партнерів|що ще почитати|цікаві новини|актуальне
    читайте также|также читайте|смотрите также|читать также|по теме|новости по теме|похожие новости|похожие материалы|последние новости|популярные новости
    интересные новости|материалы по теме|рекомендуем|главные новости|другие новости|новости партнеров|новости партнёров|вам может быть интересно|подробнее
    czytaj też|czytaj także|czytaj również|czytaj więcej|przeczytaj też|przeczytaj także|przeczytaj również|zobacz też|zobacz także|zobacz również|zobacz więcej
    polecamy|polecane|powiązane artykuły|podobne artykuły|najnowsze|najpopularniejsze|najczęściej czytane|więcej na ten temat|warto przeczytać|dowiedz się więcej|wideo
    lesen sie auch|lesen sie mehr|mehr zum thema|zum thema|auch interessant|das könnte sie auch interessieren|das könnte sie interessieren|weitere artikel|weiterlesen
    passend zum thema|weitere meldungen|weitere nachrichten|meistgelesen|meistgelesene artikel|mehr dazu|mehr lesen|mehr aus|hier mehr|siehe auch|mehr|unsere empfehlungen|empfehlungen der redaktion
    lire aussi|à lire aussi|a lire aussi|à lire|lire également|à lire également|voir aussi|sur le même sujet|à voir aussi|articles liés|plus d'articles|les plus lus|en savoir plus|lisez aussi|notre sélection
    lea también|lee también|leer también|lea además|lea más|te puede interesar|le puede interesar|también te puede interesar|noticias relacionadas|artículos relacionados|más noticias|más información|ver también|lo más leído|relacionado|relacionados
    leggi anche|leggi tutto|potrebbe interessarti|articoli correlati|notizie correlate|vedi anche|ti potrebbe interessare|i più letti
    leia também|leia mais|veja também|saiba mais|notícias relacionadas|mais lidas|artigos relacionados|ler também|leia ainda
    lees ook|lees meer|lees verder|meer over|gerelateerd|bekijk ook|meest gelezen|verder lezen
    čtěte také|čtěte též|čtěte i|přečtěte si také|mohlo by vás zajímat|související články|související|prečítajte si aj|čítajte aj|súvisiace články
    skaitykite taip pat|taip pat skaitykite|susiję straipsniai|skaityti daugiau|lasi arī|lasiet arī|saistītie raksti|lasi vēl|loe ka|loe veel|seotud lood|seotud|rohkem lugemist
    lue myös|lue lisää|aiheesta lisää|katso myös|luetuimmat|läs också|läs även|läs mer|mest läst|les også|les mer|læs også|læs mere|mest læst|relaterade artiklar
    olvassa el|kapcsolódó cikkek|ez is érdekelheti|olvasd el ezt is|citiți și|citește și|citeşte şi|vezi și|pročitajte i|pročitajte još|povezane vesti|прочетете още|вижте още|прочитајте и
    διαβάστε επίσης|διαβάστε ακόμη|δείτε επίσης|ilgili haberler|bunlar da ilginizi çekebilir|ayrıca okuyun|öne çıkanlar|okumaya devam et|baca juga|lihat juga|xem thêm|tin liên quan|đọc thêm|अन्य खबरें|यह भी पढ़ें|ये भी पढ़ें
    اقرأ أيضا|اقرأ أيضًا|اقرأ المزيد|مواضيع ذات صلة|شاهد أيضا|بیشتر بخوانید|بیشتر بخوانید|اخبار مرتبط|קראו גם|קראו עוד
    関連記事|関連ニュース|関連リンク|関連|あわせて読みたい|こちらもおすすめ|おすすめ記事|おすすめ|人気記事|人気ランキング|アクセスランキング|最新ニュース|最新記事|新着記事|続きを読む|この記事に関連するニュース|関連トピックス|関連キーワード|次に読みたい
    관련기사|관련 기사|관련뉴스|관련 뉴스|연관기사|많이 본 뉴스|많이 본 기사|인기기사|주요뉴스|주요 뉴스|추천기사|추천 뉴스|최신기사|최신 뉴스|이 시각 주요뉴스|함께 보면 좋은 기사
    相关新闻|相关阅读|相关报道|相關新聞|相關報導|延伸閱讀|延伸阅读|推荐阅读|推薦閱讀|热门新闻|熱門新聞|最新消息|猜你喜欢|更多新闻|看更多|更多
    """
)
# Advertisements, players and their warnings, shares, subscriptions, comments, printing: paragraphs that consist of
# them.
BOXES = _rows(
    """
    advertisement|advertisements|advertising|ad|ads|sponsored|story continues below advertisement|article continues below advertisement|continue reading below|article continues after this advertisement|scroll to continue|ad feedback
    реклама|блок рекламы|блок реклами|на правах реклами|reklama|reklama.|reklāma|mainos|mainos alkaa|annons|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|annonse|reklam|inzerce|inzercia|hirdetés|oglas|διαφήμιση|quảng cáo|إعلان|広告|スポンサーリンク|pr|광고|广告|廣告|iklan
    share|share this|share this article|share on facebook|share on twitter|share this story|tweet|email|print|copy link|link copied|link copied!|save|bookmark|comments|comment|leave a comment|add a comment|post a comment|no comments|follow us|follow us on
    поділитися|поділитись|поширити|надрукувати|роздрукувати|коментарі|коментувати|підписатися|підписуйтесь|поделиться|распечатать|комментарии|подписаться
    udostępnij|podziel się|drukuj|komentarze|skomentuj|kopiuj link|link skopiowany|obserwuj nas|teilen|drucken|kommentare|kommentieren|artikel teilen|merken|partager|imprimer|commenter|commentaires|commenter cet article|compartir|imprimir|comentarios|comentar|condividi|stampa|commenti|compartilhar|compartilhe|comentários|delen|jaa|dela|del|sdílet|zdieľať|dalintis|jaga|paylaş|podijeli
    シェア|シェアする|ツイート|印刷|保存|コメント|コメントする|공유|공유하기|인쇄|스크랩|댓글|좋아요|분享|分享|打印|收藏|评论|評論|返回搜狐，查看更多
    subscribe|subscribe now|sign up|log in|sign in|newsletter|register|підписка|подписка|abonnieren|s'abonner|suscríbete|iscriviti|assine
    load more|show more|tags|topics|keywords|in this article|in this story|about the author|loading|loading...|advertiser content|play|play video|pause|mute|video|photo|image|gallery|view gallery|open image in gallery|image caption|media caption|image source|figure caption|caption|caption options|text to speech|listen to this article|hear this story|your browser does not support the audio element
    теги|мітки|метки|темы|теми|tagi|słowa kluczowe|schlagworte|themen|mots-clés|etiquetas|纠错|【纠错】|タグ|키워드|关键词|标签|標籤|top|back to top|до теми|наверх|на верх
    """
)
# Beginnings of sentences that ask the reader for something or point elsewhere; whole paragraphs begin so.
APPEALS = re.compile(
    r"""^\W*(?:
    (?:sign\ up|subscribe)\ (?:to|for|here|now|today)\b | (?:join|follow)\ (?:us\ (?:on|at|for)\b|our\b.{0,40}\b(?:channel|newsletter|telegram|whatsapp|facebook)) | get\ (?:our|the\ latest|breaking|all\ the\ latest|more).{0,60}\b(?:newsletter|inbox|app|notifications|email) | download\ (?:our|the)\b.{0,40}\bapp\b |
    click\ here\ (?:to|for)\b | enter\ your\ email | by\ (?:signing|subscribing|clicking) | (?:this|the)\ (?:article|story|piece|material)\ (?:was|is|has\ been)\ (?:originally\ |first\ )?(?:published|syndicated|updated|republished|produced|copied) | reporting\ by\b.{0,200}\b(?:editing|writing)\ by
    | (?:editing|additional\ reporting|writing)\ by\b | our\ standards\b | (?:you\ need\ to|please)\ (?:enable|turn\ on)\ (?:javascript|js)\b | (?:please\ )?enable\ js\b | (?:all\ rights\ reserved|copyright\b|©|\(c\)\ ?\d{4}) |
    have\ (?:a\ (?:news\ )?tip|something\ to\ (?:add|share)) | support\ (?:our|independent)\b | (?:stay|keep)\ (?:informed|up\ to\ date|updated)\b | want\ more\b.{0,60}\? | for\ more\ (?:news|stories|information|on\ this)\b.{0,60}(?:visit|click|follow|sign) | підпис(?:уйтеся|уйтесь|атися|атись)\b |
    приєднуйтес[ья]\b.{0,60}(?:telegram|телеграм|viber|facebook|каналу|спільноти) | (?:слідкуйте|стежте)\ за\b |
    долучайтес[ья]\b | (?:якщо|если)\ (?:ви|вы)\ (?:помітили|знайшли|нашли|заметили)\ (?:помилку|ошибку) |
    (?:помітили|знайшли|нашли|заметили)\ (?:помилку|ошибку) | хочете\ (?:першими|дізнаватися) |
    подпис(?:ывайтесь|ывайтеся|аться)\b | присоединяйтесь\b | следите\ за\b |
    (?:zapisz|zapraszamy|dołącz|obserwuj|subskrybuj|śledź)\b.{0,60}(?:newsletter|kanał|facebook|google|telegram|whatsapp|aplikac)
    | chcesz\ (?:być\ na\ bieżąco|wiedzieć\ więcej) | jeśli\ (?:znalazłeś|widzisz)\ błąd | (?:abonnieren|melden)\ sie\b.{0,60} | (?:jetzt|hier)\ (?:den\ )?(?:newsletter|abonnieren|anmelden) | folgen\ sie\ uns |
    (?:abonnez|inscrivez|rejoignez|suivez)-(?:vous|nous)\b | recevez\b.{0,60}(?:newsletter|mail) | téléchargez\b |
    (?:suscríbete|suscríbase|regístrate|síguenos|únete)\b | (?:iscriviti|seguici|scarica)\b |
    (?:assine|inscreva-se|siga|receba|clique)\b.{0,60} | (?:prenumerera|tegn\ abonnement|meld\ je\ aan|volg\ ons|schrijf\ je\ in)\b | (?:abone\ ol|takip\ edin) | (?:この記事は|ニュースレター|メールマガジン).{0,30}(?:会員|登録|購読) |
    ※?この(?:記事|コンテンツ)は有料 | (?:無断|禁)(?:転載|複製) | (?:저작권자|ⓒ|무단\s?전재|<저작권자|\[저작권자|▶|☞|※\s?제보) | 제보는 | 카카오톡\s?제보 |
    (?:扫描|掃描|关注|關注|下载|下載).{0,20}(?:二维码|公众号|微信|客户端|app|粉絲) | 责任编辑|責任編輯|（责编|\(责编|編輯[:：] )""",
    re.VERBOSE | re.IGNORECASE,
)
# Credits of pictures: "Фото: Getty Images", "Autor. Biura Premiera/X", "© NATO/Flickr", "Photo by …".
CREDIT = re.compile(
    r"""^[\s(\[|/•–—-]*(?:
    (?:фото|світлина|скріншот|скриншот|зображення|иллюстрация|ілюстрація|відео|видео|колаж)(?:\s*(?:із|з|из)\s+(?:відкритих|открытых)\s+(?:джерел|источников))?\s*[:：/|–—-]
    | (?:фото|світлина|фотографія)\s+(?:автора|ілюстративне|иллюстративное|reuters|ap|afp|epa|getty|укрінформ|унн|з\ відкритих|із\ відкритих|из\ открытых) | (?:photos?|images?|picture|pictures|illustration|graphic|video|file\ photo|cover\ photo|header\ image|credits?|photo\ credit|image\ credit|photograph|photography|photo\ courtesy)\s*(?:by|from|via|courtesy|credit|source|:|：|/|\|) |
    (?:fot|zdj|zdjęcie|zdjęcia|fotografia|fotografie|foto|fotos|bild|bilder|quelle\ bild|symbolbild|archivbild|grafik|immagine|imagen|imagem|crédit|crédits|crédito|créditos|photo|kuva|kuvat|nuotr|attēls|kép|fotó|obrázek|φωτογραφία|hình|ảnh|รูป)\.?\s*[:：/|©]
    | autor(?:zy)?\.\s+\S | (?:fot|zdj)\.\s+\S | ©\s*\S | \(c\)\s*(?!\d{4})\S | copyright\s*[:©] |
    (?:写真|画像|撮影|提供|動画)\s*[:：＝=／/] | [（(](?:写真|画像|提供|撮影)\s*[:：＝=] | (?:사진|영상)\s*[=:：/] |
    [\[(<](?:사진|영상)[^\])>]{0,40}[\])>]$ | (?:图|圖|图片|圖片|照片|图源|摄影|攝影|資料照)\s*[:：／/] )""",
    re.VERBOSE | re.IGNORECASE,
)
# Notices of ownership, wherever in a line they stand.
RIGHTS = re.compile(
    r"all rights reserved|усі права захищен|всі права захищен|все права защищен|права належать|wszelkie prawa zastrzeżone|alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos reservados|tutti i diritti (?:sono )?riservati|todos os direitos reservados|alle rechten voorbehouden|"
    r"všechna práva vyhrazena|všetky práva vyhradené|visos teisės saugomos|visas tiesības aizsargātas|kõik õigused kaitstud|kaikki oikeudet pidätetään|"
    r"tüm hakları saklıdır|minden jog fenntartva|無断転載|無断複製|禁無断|무단\s?전재|재배포\s?금지|版权所有|版權所有|未经授权|未經授權|"
    r"may not be (?:published, broadcast|reproduced|rewritten)|при (?:використанні|копіюванні|цитуванні) (?:матеріал|будь)|при (?:использовании|копировании|цитировании) (?:материал|любых)|"
    r"(?:використання|передрук) матеріалів|(?:использование|перепечатка) материалов",
    re.IGNORECASE,
)
# Lines that name the text's source: "Джерело: Reuters", "Źródło: PAP".
SOURCE_LINE = re.compile(
    r"^[\s(\[]*(?:джерело|джерела|источник|источники|source|sources|źródło|źródła|quelle|quellen|fuente|fonte|zdroj|šaltinis|avots|allikas|lähde|källa|kilde|bron|kaynak|πηγή|ソース|出典|出所|来源|來源|出处|출처)\s*[:：.\-–—]\s*(?P<names>.{2,80})$",
    re.IGNORECASE,
)
# "Photos from the scene showed smoke." is no credit: a sentence is one only with a colon or the like after the word.
_MARKED = re.compile(r".{0,30}?[:：/／|©＝=]")
_ENDING = re.compile(r"[.!?…。！？｡؟۔।:;]['\"»”’“)\]〉》」』]*$")
_EDGES = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_READ_ALSO = frozenset(_EDGES.sub("", row).replace("\u0307", "") for row in READ_ALSO)
_BOXES = frozenset(_EDGES.sub("", row).replace("\u0307", "") for row in BOXES)
# The phrase and what sets it off from the headline it points to.
_POINTER = re.compile(
    r"^[\s\W]*(?:"
    + "|".join(re.escape(_EDGES.sub("", row)) for row in READ_ALSO if len(row) > 3 or not row.isascii())
    + r")(?:\s*[:：|›»→>]|\s+[–—-]\s)",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    return _EDGES.sub("", text).casefold().replace("\u0307", "").replace("’", "'").replace("ʼ", "'")


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do."""
    return _ENDING.search(text) is not None


def is_stop(text: str, stops: tuple[str, ...]) -> bool:
    """Whether a line is one of an outlet's marks at which its articles end."""
    marks = (stop.rstrip(" :.").casefold() for stop in stops)
    return any(text.casefold().startswith(mark) and len(text) <= len(mark) + 40 for mark in marks)


def is_read_also(text: str) -> bool:
    """Whether a text is the heading of a list of other articles."""
    return len(text) <= 80 and _bare(text) in _READ_ALSO


def is_pointer(text: str) -> bool:
    """Whether a text begins as a pointer to another article does: the phrase and a colon."""
    return _POINTER.match(text[:100].replace("’", "'")) is not None


def is_credit(text: str) -> bool:
    """Whether a line says whose a picture is."""
    return len(text) < 160 and bool(CREDIT.match(text)) and bool(_MARKED.match(text) or not is_sentence(text))


def is_box(text: str) -> bool:
    """Whether a text is the label of a box that belongs to the page, not to the article."""
    return len(text) <= 90 and (_bare(text) in _BOXES or _bare(text) in _READ_ALSO)
