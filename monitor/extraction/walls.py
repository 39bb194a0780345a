# ruff: noqa: E501  (tables read better a row a line)
"""What walls, missing pages and lists say of themselves, in many languages: tables only."""

from __future__ import annotations

import re

# Titles and texts of pages that ask whether a person is reading; markup that only they have.
CHALLENGE_TITLE = re.compile(
    r"^(?:just a moment|attention required|checking your browser|ddos-guard|access to this page has been denied|one moment, please|security check|"
    r"are you a robot|are you human|robot or human|human verification|verify you are human|making sure you're not a bot|pardon our interruption|bot verification|you have been blocked|sorry, you have been blocked|you are being rate limited|request rejected|"
    r"403 forbidden|429 too many requests|error 1020|error 403|перевірка браузера|перевірка безпеки|ви не робот|проверка браузера|проверка безопасности|вы не робот|доступ заборонено|доступ запрещ[её]н|einen moment|nur einen moment|"
    r"proszę czekać|chwileczkę|しばらくお待ちください|잠시만 기다|请稍候|bir dakika lütfen|captcha check|vercel security checkpoint|client challenge|human check)(?!\w)|"
    # Words that begin headlines as well ("Blocked roads …") have to be the whole title.
    r"^(?:access denied|forbidden|blocked|captcha|please wait|un instant|un momento|momento|один момент|verification|vérification|ой!)\W*(?:$|[|–—-]\s)",
    re.IGNORECASE,
)
CHALLENGE_MARKUP = re.compile(
    rb"cf-browser-verification|_cf_chl_opt|/cdn-cgi/challenge-platform|cf-error-details|cf_captcha|captcha-delivery\.com|px-captcha|perimeterx|_pxAppId|Incapsula incident|_Incapsula_Resource|distil_r_|"
    rb"ddos-guard|awsWafCookieDomainList|aws-waf-token|sucuri\.net/privacy|edgesuite\.net|errors\.edgesuite|kpsdk|h-captcha|g-recaptcha-response|servicepipe\.ru|qrator|smartcaptcha|verifying you are human|vercel/security",
    re.IGNORECASE,
)
CHALLENGE_TEXT = re.compile(
    r"enable javascript and cookies to continue|checking (?:if the site connection is secure|your browser before)|verify(?:ing)? (?:that )?you are (?:a )?human|unusual (?:traffic|activity) from your|you don't have permission to access|"
    r"complete the (?:security check|captcha)|needs to review the security of your connection|press (?:&|and) hold|are you a human|why have i been blocked|your (?:ip|request) (?:has been|was) blocked|"
    r"set up anubis|запросы отправляли вы, а не робот|no (?:eres|soy) un robot|não (?:é|sou) um robô|non (?:sei|sono) un robot|nie jest(?:eś|em) robotem|geen robot b?ent|nejste robot|nie ste robot|nem (?:vagy )?robot|robot olmadığınız|您不是(?:机器人|機器人)|requested url was rejected|"
    r"підтвердіть,? що ви (?:не робот|людина)|подтвердите,? что вы не робот|docs? captcha|bestätigen sie, dass sie (?:ein mensch|kein roboter)|vous n'êtes pas un robot|로봇이 아닙니다|ロボットではありません|您不是机器人",
    re.IGNORECASE,
)
NOT_FOUND = re.compile(
    r"(?:^|\b)(?:(?:error\s*)?404(?:\s*(?:error|not found|–|-|\||:|$))|page (?:not|could not be|cannot be|can't be|wasn't) found|page (?:does ?n[o']t|no longer) exists?|page (?:is )?(?:unavailable|not available|missing)|not found|"
    r"(?:we )?can(?:'|no)t find (?:the|that|this) page|(?:article|story|content|page) (?:has been |was )?(?:removed|deleted|expired)|this (?:page|article|story) (?:is )?no longer available|nothing (?:was )?found|no results found|oops|"
    r"сторінк[ау] (?:не знайдено|не існує|не знайдена|відсутня|видалено)|сторінки не існує|матеріал (?:видалено|не знайдено)|страниц[аы] не (?:найден[аы]?|существует)|материал (?:удал[её]н|не найден)|такой страницы (?:нет|не существует)|"
    r"strona nie (?:została znaleziona|istnieje)|nie znaleziono(?: strony)?|nie ma takiej strony|błąd 404|seite (?:wurde )?(?:leider )?nicht (?:gefunden|verfügbar|vorhanden)|artikel (?:wurde )?nicht (?:gefunden|verfügbar)|fehler 404|"
    r"page (?:introuvable|non trouvée|inexistante)|cette page n'existe|página no (?:encontrada|existe|disponible)|p[áa]gina n[ãa]o (?:encontrada|existe)|pagina non (?:trovata|disponibile|esiste)|pagina niet gevonden|"
    r"stránka (?:nebyla nalezena|neexistuje|nenalezena|sa nenašla)|puslapis nerastas|lapa nav atrasta|lehekülge ei (?:leitud|leita)|sivua ei löyt|sidan (?:kunde inte hittas|finns inte|hittades inte)|siden (?:ble|blev) ikke funnet|siden findes ikke|sayfa bulunamadı|az oldal nem található|η σελίδα δεν βρέθηκε|"
    r"ページが(?:見つかりません|存在しません)|お探しのページ|記事が見つかりません|ページは(?:見つかりません|存在しません|削除|移動)|掲載(?:期間|を)(?:が?終了)|公開(?:期間|を?)が?終了|페이지를 찾을 수 없|존재하지 않는 (?:페이지|기사)|삭제된 기사|없는 페이지|页面不存在|頁面不存在|找不到(?:页面|頁面|該頁)|您访问的页面|您要找的頁面|内容已被删除|الصفحة غير موجودة|صفحه یافت نشد)",
    re.IGNORECASE,
)
CONSENT_TITLE = re.compile(
    r"^(?:before you continue|consent|cookie consent|your privacy|privacy choices|we value your privacy|we use cookies|privacy settings|privacy preferences|datenschutz|zustimmung|einwilligung|mit werbung weiterlesen|werbefrei|avant d'accéder|votre vie privée|"
    r"consentement|privacidad|su privacidad|consentimiento|la tua privacy|privacy gate|cookies?|zgoda|szanujemy twoją prywatność|twoja prywatność|vaše soukromí|cookiemuur|dpg media privacy gate|je privacy|згода|файли cookie|プライバシー設定|クッキー|쿠키|개인정보|隐私(?:设置|政策)|隱私(?:設定|政策))",
    re.IGNORECASE,
)
# Words of consent texts. Three different ones in a short text are no news article, whatever its language.
CONSENT_WORDS = (
    "cookie", "consent", "privacy policy", "our partners", "personal data", "legitimate interest", "manage preferences", "accept all", "reject all", "tracking", "personalised ads", "personalized ads", "gdpr", "iab",
    "datenschutz", "einwilligung", "zustimm", "unsere partner", "personenbezogene", "werbung und tracking", "akzeptieren", "endgerät", "données personnelles", "nos partenaires", "consentement", "accepter", "refuser", "s'abonner pour refuser",
    "datos personales", "nuestros socios", "aceptar", "rechazar", "consentimiento", "dati personali", "nostri partner", "accetta", "rifiuta", "consenso", "pliki cookie", "plików cookie", "ciasteczk", "dane osobowe", "danych osobowych", "zaufani partnerzy", "zgod", "przechodzę do serwisu",
    "файли cookie", "файлів cookie", "куки", "персональних даних", "персональных данных", "файлы cookie", "політик", "погоджуюсь", "согласие", "osobních údajů", "souhlas", "partneři", "persoonsgegevens", "toestemming", "partners", "samtykke", "samtycke", "personuppgifter", "evästeet", "slapuk", "sīkdat", "küpsis",
    "クッキー", "同意する", "プライバシーポリシー", "쿠키", "개인정보", "동의", "隐私政策", "同意",
)  # fmt: skip
# How they ask: an article on privacy has the words, but asks nothing.
CONSENT_ASKED = re.compile(
    r"accept (?:all|and)|reject all|i (?:accept|agree)|you (?:consent|agree|can (?:change|withdraw|manage))|click(?:ing)? .{0,20}(?:accept|agree)|akzeptier|zustimm|widerrufen|tout accepter|accepter et|accepter les|aceptar (?:y|todo|las)|accetta|rifiuta|zgadzam się|przechodzę|wyrażam|погоджуюсь|"
    r"согласиться|даю согласие|souhlasím|akkoord|godkänn|godta|accepter alle|hyväksy|sutinku|piekrītu|nõustun|elfogad|kabul et|同意する|동의합|接受所有",
    re.IGNORECASE,
)
CONSENT_HOST = re.compile(
    r"^(?:consent|cmp|privacy-?gate|myprivacy|guce|choices)\.|/consent(?:[/?]|$)|/privacy-?gate|/privacywall|/cookiewall",
    re.IGNORECASE,
)
# What is said where a text breaks off for those who have not paid or signed in.
PAYWALL_TEXT = re.compile(
    r"subscribe (?:now |today )?to (?:continue|keep|read|unlock|access)|(?:this|the) (?:article|content|story) is (?:for|only available to|available to|exclusive to|reserved for|exclusively for) (?:our |paying )?(?:subscribers|members)|for subscribers only|subscribers? only|already a (?:subscriber|member)|"
    r"(?:sign|log) in (?:or subscribe )?to (?:continue|read)|to (?:continue|keep) reading|become a (?:member|subscriber)|unlock (?:this|the full) (?:article|story)|register (?:for free )?to (?:continue|read)|you(?:'ve| have) (?:reached|read) your (?:limit|free|last)|start your (?:free )?trial|premium (?:content|article)|"
    r"(?:лише|тільки|виключно) для (?:передплатників|підписників)|щоб (?:прочитати|читати) (?:далі|повністю|весь)|оформіть (?:передплату|підписку)|передплатіть|только для подписчиков|чтобы (?:прочитать|читать) (?:дальше|полностью|далее)|оформите подписку|доступ(?:но|ен) (?:только )?(?:по подписке|за передплатою)|"
    r"dostępn[ey] (?:tylko )?dla (?:prenumeratorów|subskrybentów)|tylko dla (?:subskrybentów|prenumeratorów)|kup (?:dostęp|prenumeratę|subskrypcję)|czytaj dalej po zalogowaniu|pozostało (?:ci )?\d+ ?% (?:treści|artykułu)|dołącz do prenumeratorów|treść dostępna|"
    r"(?:jetzt |hier )?(?:weiterlesen mit|mit .{2,30} weiterlesen)|nur für abonnenten|exklusiv für abonnenten|bereits (?:abonnent|registriert)|(?:diesen|dieser) artikel (?:mit|ist|können) .{0,60}(?:abo|plus)|artikel freischalten|abo abschließen|probemonat|"
    r"(?:article|contenu) réservé (?:à nos|aux) abonnés|réservé aux abonnés|il vous reste \d+ ?% de|la suite est réservée|pour lire la suite|déjà abonné|abonnez-vous pour|"
    r"(?:contenido|artículo|noticia) (?:exclusivo )?(?:solo )?para suscriptores|exclusivo para suscriptores|suscríbete para (?:seguir|leer|continuar)|para (?:seguir|continuar) leyendo|contenuto riservato agli abbonati|per continuare a leggere|abbonati per|conteúdo exclusivo para assinantes|para continuar lendo|assine para|"
    r"(?:alleen|exclusief) voor abonnees|lees verder met|pouze pro předplatitele|pro čtení celého|zbývá \d+ ?%|len pre predplatiteľov|tik prenumeratoriams|skaityti toliau|tikai abonentiem|ainult tellijale|edasi lugemiseks|vain tilaajille|tilaajille|lue koko (?:juttu|artikkeli)|endast för prenumeranter|läs vidare|kun for abonnenter|"
    r"előfizetőink(?:nek)?|csak előfizetők|(?:doar|numai|exclusiv) pentru abonați|rezervat abonaților|yaln[ıi]zca abonele|abonelere özel|само за абонати|μόνο για συνδρομητές|samo za pretplatnike|"
    r"この記事は(?:有料|会員)|有料(?:会員|記事)|会員限定|続きを(?:読む|お読み)(?:には|になる)|残り\d+文字|残り[:：]?\s?\d+文字|登録すると続き|ログインして|유료(?:회원|기사|구독)|구독자 전용|로그인 후|프리미엄 (?:기사|콘텐츠)|회원 전용|订阅后|付费(?:阅读|内容)|會員(?:專屬|限定)|訂閱(?:後|即可)|登入後",
    re.IGNORECASE,
)
PAYWALL_MARKS = re.compile(
    r"(?:^|[\s_-])(?:paywall\w*|regwall|piano-?(?:paywall|offer|container)|subscriber-?(?:only|wall)|premium-?(?:wall|overlay|teaser)|meteredcontent|registration-?wall|tp-modal|article-?(?:locked|barrier)|barrier|plus-?wall|o-barrier|offer-page|paid-?content|paid-?wall|subscription-?(?:required|wall|barrier))(?:$|[\s_-])"
)
GALLERY_PATH = re.compile(
    r"/(?:photo-?galler(?:y|ies)|galler(?:y|ies|ia|ie|ij\w*)|galeri[aey]?s?|fotogaleri\w*|photo-?stor(?:y|ies)|photos?|fotos?|bildergalerie\w*|fotostrecken?|bilder|diaporama|slideshows?|in-pictures|imagenes|zdjecia|foto-?(?:report|galerie|reportage)|photo-?reports?|photofile|화보|albums?)(?:[/?-]|$)",
    re.IGNORECASE,
)
LIVE_PATH = re.compile(
    r"/(?:live(?:-?blogs?|-?ticker|-?updates?|-?news|-?reporting)?|ticker|newsticker|direct|en-direct|en-vivo|ao-vivo|diretta|na-zywo|relacja-live|onlajn|online-?(?:translation|text)|minuto-a-minuto)(?:[/?-]|$)|live-?blog|liveticker|live-updates",
    re.IGNORECASE,
)
LIVE_TITLE = re.compile(
    r"^(?:live(?:blog|ticker)?|live updates?|en direct|en vivo|ao vivo|diretta|na żywo|relacja na żywo|онлайн|наживо|текстова трансляція|текстовая трансляция|direct)\s*[:|–—-]|(?:live updates|live-?blog|liveticker|live ticker|minuto a minuto|as it happened|- live$|– live$|速報ライブ|текстова трансляція|онлайн-трансляція|онлайн-трансляция)",
    re.IGNORECASE,
)
LISTING_PATH = re.compile(
    r"^/?(?:(?:[a-z]{2}|ukr|rus|eng)/)?(?:$|(?:tags?|topics?|category|categories|rubric|rubrics|section|sections|author|authors|archive|archives|search|latest|news|novosti|novyny|themen|thema|temat|tematy|tema|sujet|page|index\.(?:html?|php))(?:/[^/]*){0,2}/?$)",
    re.IGNORECASE,
)
