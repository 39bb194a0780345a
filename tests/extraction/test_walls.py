"""Pages that show a wall, an error or a list instead of an article, in many languages; and articles that have some of
the words or the markup of one. All written for the tests, after what such pages are seen to say."""

from __future__ import annotations

import pytest

from monitor.extraction import extract
from monitor.model.articles import Article, FetchedDocument, Rejected
from tests.builders import document

MENU = "<nav><ul>" + "".join(f'<li><a href="/s{n}">Section {n}</a></li>' for n in range(20)) + "</ul></nav>"
TEASERS = '<section class="more">' + "".join(
    f'<div class="card"><h3><a href="/n{n}">Another headline of today, number {n}</a></h3></div>' for n in range(6)
) + '</section><footer><p>© 2026 Example Media. <a href="/privacy">Privacy policy</a> <a href="/cookies">Cookies</a></p></footer>'  # fmt: skip
FIRST = "The alliance will open an office in the capital of Japan next year, its secretary general said on Tuesday."
SECOND = "The talks with the other partners of the region are to continue until the summit in the summer."
PAID = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Alliance to open office",'
    '"datePublished":"2026-05-10T12:00:00Z","isAccessibleForFree":%s%s}</script>'
)


def bare(title: str, body: str, *, status: int = 200) -> FetchedDocument:
    """A page with nothing but what it says."""
    return document(f"<html><head><title>{title}</title></head><body>{body}</body></html>", status=status)


def printed(
    title: str, body: str, *, head: str = "", url: str = "https://example.org/world/alliance-to-open-office"
) -> FetchedDocument:
    """A page with the menus and teasers of its outlet around what it says."""
    html = f"<html><head><title>{title} | Example</title>{head}</head><body>{MENU}<main><h1>{title}</h1>{body}</main>{TEASERS}</body></html>"
    return document(html, url=url, final_url=url)


def reason(page: FetchedDocument) -> str | None:
    found = extract(page, outlet=None, entry=None)
    return str(found.reason) if isinstance(found, Rejected) else None


@pytest.mark.parametrize(
    ("status", "title", "body"),
    [
        (403, "Just a moment...", '<div id="challenge-error-text">Enable JavaScript and cookies to continue</div><script>window._cf_chl_opt={}</script>'),
        (403, "Nur einen Moment…", '<p>Enable JavaScript and cookies to continue</p><script src="/cdn-cgi/challenge-platform/x"></script>'),
        (200, "Один момент…", '<noscript>Enable JavaScript and cookies to continue</noscript><script>window._cf_chl_opt={}</script>'),
        (403, "Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You are unable to access example.org</p><h2>Why have I been blocked?</h2>"),
        (403, "Access Denied", '<h1>Access Denied</h1><p>You don\'t have permission to access "http://example.org/a" on this server. Reference #18.2d351ab8</p>'),
        (200, "", '<iframe src="/_Incapsula_Resource?CWUDNSAI=23">Request unsuccessful. Incapsula incident ID: 877-1</iframe>'),
        (200, "example.org", '<p id="cmsg">Please enable JS and disable any ad blocker</p><script src="https://ct.captcha-delivery.com/c.js"></script>'),
        (403, "Access to this page has been denied.", '<div id="px-captcha"></div><p>Press &amp; Hold to confirm you are a human (and not a bot).</p>'),
        (405, "Human Verification", '<p>JavaScript is disabled. In order to continue, we need to verify that you\'re not a robot.</p><script src="https://x.awswaf.com/challenge.js"></script>'),
        (429, "", '<script>window.KPSDK={};</script><script src="/149e9513/ips.js?KP_UIDz=1"></script>'),
        (429, "Vercel Security Checkpoint", "<p>We're verifying your browser</p>"),
        (403, "DDoS-Guard", "<h1>Checking your browser before accessing example.ru</h1><p>Please, wait a few seconds.</p>"),
        (200, "Making sure you're not a bot!", "<p>You are seeing this because the administrator of this website has set up Anubis to protect the server.</p>"),
        (200, "Вы не робот?", "<p>Нам очень жаль, но запросы с вашего устройства похожи на автоматические. Подтвердите, что запросы отправляли вы, а не робот.</p>"),
        (429, "Sorry...", "<p>Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests.</p>"),
        (403, "403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"),
        (429, "429 Too Many Requests", "<center><h1>429 Too Many Requests</h1></center>"),
        (200, "Request Rejected", "<p>The requested URL was rejected. Please consult with your administrator. Your support ID is: 1234567890</p>"),
        (403, "Sucuri WebSite Firewall - Access Denied", "<p>Access Denied - Sucuri Website Firewall. If you are the site owner, please contact us.</p>"),
        (200, "Перевірка браузера", "<p>Зачекайте, ми перевіряємо ваш браузер перед переходом на сайт.</p>"),
        (200, "Bestätigen Sie, dass Sie kein Roboter sind", "<p>Bitte bestätigen Sie, dass Sie kein Roboter sind, um fortzufahren.</p>"),
        (200, "Vérification", "<p>Merci de confirmer que vous n'êtes pas un robot pour poursuivre votre navigation.</p>"),
        (200, "Potwierdź, że nie jesteś robotem", "<p>Aby kontynuować, potwierdź, że nie jesteś robotem.</p>"),
        (200, "アクセス確認", "<p>ロボットではありませんか？ 続行するには確認が必要です。</p>"),
        (200, "보안 확인", "<p>로봇이 아닙니다 항목을 선택해 주세요.</p>"),
    ],
)  # fmt: skip
def test_a_challenge_is_told_by_what_it_says(status: int, title: str, body: str) -> None:
    assert reason(bare(title, body, status=status)) == "challenge"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Before you continue", "<h1>Before you continue</h1><p>We use cookies and data to deliver and maintain our services and to personalise ads. If you choose Accept all, our partners use your personal data. Reject all</p>"),
        ("Your privacy choices", "<p>We and our 842 partners store and access personal data, like cookies, on your device. Our partners process it under legitimate interest. You can change your choices at any time. Accept all. Manage preferences.</p>"),
        ("Zustimmung erforderlich", "<h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Zustimmung ist jederzeit widerruflich. Unsere Partner verarbeiten personenbezogene Daten auf Ihrem Endgerät.</p><p>Akzeptieren und weiter</p>"),
        ("Werbefrei lesen oder zustimmen", "<p>Nutzen Sie uns mit personalisierter Werbung, Cookies und Tracking oder im Abo. Durch Ihre Einwilligung dürfen unsere Partner personenbezogene Daten verarbeiten. Die Einwilligung können Sie widerrufen.</p>"),
        ("Votre vie privée", "<p>Nous et nos partenaires utilisons des cookies pour traiter vos données personnelles. Vous pouvez tout accepter, refuser ou vous abonner. Votre consentement est libre.</p>"),
        ("Su privacidad nos importa", "<p>Nosotros y nuestros socios usamos cookies y tratamos datos personales. Puede aceptar y continuar, o rechazar y suscribirse. Puede retirar su consentimiento.</p>"),
        ("La tua privacy", "<p>Noi e i nostri partner utilizziamo cookie e trattiamo dati personali. Accetta e continua oppure rifiuta e abbonati. Il consenso può essere revocato.</p>"),
        ("Szanujemy Twoją prywatność", "<p>My i nasi zaufani partnerzy używamy plików cookie i przetwarzamy dane osobowe. Klikając „Zgadzam się”, wyrażasz zgodę. Przechodzę do serwisu.</p>"),
        ("Згода на використання даних", "<p>Ми та наші партнери використовуємо файли cookie для обробки персональних даних. Натискаючи «Погоджуюсь», ви даєте згоду відповідно до політики.</p>"),
        ("Je privacy-instellingen", "<p>Wij en onze partners gebruiken cookies en verwerken persoonsgegevens met jouw toestemming. Akkoord of instellen.</p>"),
        ("Vaše soukromí", "<p>My a naši partneři používáme soubory cookie a zpracováváme osobní údaje. Kliknutím na Souhlasím udělujete souhlas se zpracováním osobních údajů.</p>"),
        ("Cookies", "<p>Vi och våra partners använder cookies och behandlar personuppgifter med ditt samtycke. Godkänn alla.</p>"),
        ("プライバシー設定", "<p>当サイトと提携先はクッキーを使用し、個人情報を処理します。プライバシーポリシーをご確認のうえ、同意するを押してください。クッキーの設定</p>"),
        ("쿠키 동의", "<p>당사와 파트너는 쿠키와 개인정보를 처리합니다. 계속하려면 동의합니다를 눌러 주세요. 쿠키 설정</p>"),
    ],
)  # fmt: skip
def test_a_consent_wall_is_told_in_every_language(title: str, body: str) -> None:
    assert reason(bare(title, body)) == "consent-wall"


@pytest.mark.parametrize(
    "ending",
    [
        "Subscribe to continue reading", "This article is for subscribers only.", "Already a subscriber? Sign in to continue.",
        "Weiterlesen mit Plus", "Dieser Artikel ist exklusiv für Abonnenten.", "Jetzt mit Abo weiterlesen. Bereits Abonnent? Anmelden.",
        "Il vous reste 80 % de cet article à lire.", "Article réservé aux abonnés", "Contenido exclusivo para suscriptores", "Suscríbete para seguir leyendo",
        "Contenuto riservato agli abbonati", "Conteúdo exclusivo para assinantes", "Alleen voor abonnees", "Pozostało 84% tekstu. Kup dostęp.",
        "Ten artykuł jest dostępny tylko dla prenumeratorów.", "Щоб читати далі, оформіть передплату.", "Доступно только по подписке.", "Článek je pouze pro předplatitele.",
        "Článok je len pre predplatiteľov.", "A cikk folytatása csak előfizetőinknek érhető el.", "Straipsnis tik prenumeratoriams.", "Raksts pieejams tikai abonentiem.",
        "Artikkel on ainult tellijale.", "Juttu on vain tilaajille.", "Artikeln är endast för prenumeranter.", "Denne saken er kun for abonnenter.", "Acest articol este disponibil doar pentru abonați.",
        "この記事は会員限定です。登録すると続きをお読みいただけます。", "유료회원 전용 기사입니다.", "订阅后继续阅读全文", "訂閱後即可閱讀全文", "Bu içerik yalnızca abonelere özeldir.",
    ],
)  # fmt: skip
def test_a_teaser_that_ends_with_an_offer_is_a_paywall(ending: str) -> None:
    body = f"<article><p>{FIRST}</p><div class='offer'><p>{ending}</p></div></article>"
    assert reason(printed("Alliance to open office", body, head=PAID % ("false", ""))) == "paywall"


@pytest.mark.parametrize(
    "ending",
    [
        "Subscribe to continue reading",
        "Weiterlesen mit Plus",
        "Article réservé aux abonnés",
        "Tylko dla subskrybentów",
        "この記事は会員限定です。",
    ],
)
def test_an_offer_under_a_short_text_needs_no_declaration(ending: str) -> None:
    assert (
        reason(printed("Alliance to open office", f"<article><p>{FIRST}</p><div><p>{ending}</p></div></article>"))
        == "paywall"
    )


def test_a_wall_that_covers_a_teaser_is_a_paywall_without_a_declaration() -> None:
    wall = "<div class='piano-offer paywall'><p>Subscribe now to read this story.</p></div>"
    assert reason(printed("Alliance to open office", f"<article><p>{FIRST}</p></article>{wall}")) == "paywall"


def test_a_page_that_declares_many_more_words_than_it_shows_is_a_paywall() -> None:
    head = PAID % ('"False"', ',"wordCount":"740"')
    assert (
        reason(printed("Alliance to open office", f"<article><p>{FIRST}</p><p>{SECOND}</p></article>", head=head))
        == "paywall"
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Page not found", "The page you are looking for does not exist."), ("Oops!", "404. That page can't be found."),
        ("Сторінку не знайдено", "Можливо, її було видалено."), ("Страница не найдена", "Возможно, она была удалена."), ("Nie znaleziono strony", "Sprawdź adres."),
        ("Seite nicht gefunden", "Die gewünschte Seite gibt es nicht mehr."), ("Page introuvable", "Cette page n'existe plus."), ("Página no encontrada", "El enlace ha cambiado."),
        ("Pagina non trovata", "Controlla l'indirizzo."), ("Página não encontrada", "Volte ao início."), ("Pagina niet gevonden", "Controleer het adres."), ("Stránka nebyla nalezena", "Zkuste vyhledávání."),
        ("Sayfa bulunamadı", "Adresi kontrol edin."), ("お探しのページは見つかりません", "URLをご確認ください。"), ("페이지를 찾을 수 없습니다", "주소를 확인해 주세요."), ("页面不存在", "请检查地址。"), ("الصفحة غير موجودة", "تحقق من العنوان."),
    ],
)  # fmt: skip
def test_a_missing_page_with_status_200_says_so_in_its_headline(title: str, text: str) -> None:
    assert reason(printed(title, f"<p>{text}</p>")) == "not-found"


ARTICLE = f"<article><p>{FIRST}</p><p>{SECOND}</p><p>The government in Tokyo did not wish to comment on the plan.</p></article>"


@pytest.mark.parametrize(
    ("what", "page"),
    [
        ("short and declared to cost", printed("Alliance to open office", ARTICLE, head=PAID % ("false", ""))),
        ("declared to cost, with all its words", printed("Alliance to open office", ARTICLE, head=PAID % ("false", ',"wordCount":55'))),
        ("with a wall that waits for a script", printed("Alliance to open office", ARTICLE + "<div class='paywall' style='display: none'>Subscribe to continue reading</div>")),
        ("with a wall in a template", printed("Alliance to open office", ARTICLE + "<div hidden><div class='paywall'>Subscribe to continue reading</div></div>")),
        ("with a menu for subscribers", printed("Alliance to open office", "<div class='top'>Subscribers only: e-paper</div>" + ARTICLE)),
        ("with a cookie notice", printed("Alliance to open office", ARTICLE + "<div class='cookie-banner'><p>We and our partners use cookies and personal data. Accept all. Reject all. Consent. Manage preferences.</p></div>")),
        ("with an unnamed cookie notice", printed("Alliance to open office", "<div><p>We and our partners use cookies. Privacy policy. Accept all. Reject all.</p></div>" + ARTICLE)),
        ("with a challenge's script", printed("Alliance to open office", ARTICLE + "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>")),
        ("with a captcha in its form", printed("Alliance to open office", ARTICLE + "<form><textarea name='g-recaptcha-response'></textarea></form>")),
        ("about consent", printed("Regulator fines publishers over consent banners", "<article><p>The regulator fined three publishers over their cookie banners on Monday. It said that consent was not free because readers could not reject all tracking as easily as accept it.</p><p>The publishers shared personal data with hundreds of partners, the decision says.</p></article>")),
        ("about a page that was not found", printed("Why the ministry's page was not found for a week", ARTICLE)),
        ("about paying", printed("Newspapers raise prices", "<article><p>Two newspapers raised the price of a subscription on Monday. From May on their articles will be for subscribers only, they said.</p><p>Readers have cancelled in large numbers before.</p></article>")),
        ("with live in its address", printed("Concert was shown live", ARTICLE, url="https://example.org/live/concert-was-shown")),
        ("that begins with live", printed("Live music returns to the old town", ARTICLE)),
        ("in a folder of photos", printed("Minister opens exhibition", ARTICLE * 2, url="https://example.org/photos/minister-opens-exhibition")),
        ("in a folder of news", printed("Alliance to open office", ARTICLE, url="https://example.org/news/4512")),
        ("of two sentences in Japanese", printed("NATO、東京に事務所", "<article><p>北大西洋条約機構は来年、東京に連絡事務所を開設する。関係者が明らかにした。</p></article>")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_an_article_is_no_wall(what: str, page: FetchedDocument) -> None:
    found = extract(page, outlet=None, entry=None)
    assert isinstance(found, Article), (what, found)
