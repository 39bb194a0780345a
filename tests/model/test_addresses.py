import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.addresses import canonical, host_of, same_site, site_of
from monitor.model.declared_addresses import canonical_of

ARTICLE = "https://example.org/news/12345-nato-office"


@pytest.mark.parametrize(
    "variant",
    [
        "http://example.org/news/12345-nato-office",
        "HTTPS://WWW.Example.ORG:443/news/12345-nato-office/",
        "https://m.example.org/news/12345-nato-office?utm_source=x&utm_medium=y",
        "https://mobile.example.org/news/12345-nato-office?fbclid=1&gclid=2#comments",
        "https://amp.example.org/news/12345-nato-office/amp/",
        "https://example.org/news/12345-nato-office/amp",
        "https://example.org/amp/news/12345-nato-office",
        "https://example.org/news/12345-nato-office?amp=1",
        "https://example.org/news/12345-nato-office?outputType=amp",
        "https://example.org/news/12345-nato-office/print",
        "https://example.org/news/12345-nato-office?print=1&share=twitter",
        "https://example.org//news/./old/../12345-nato-office",
        "https://example.org/news/12345-n%61to-office#:~:text=NATO",
        "https://user:secret@example.org./news/12345-nato-office",
        "  https:\\\\example.org\\news\\12345-nato-office\n",
        "https://www.google.com/amp/s/www.example.org/news/12345-nato-office/amp/",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/12345-nato-office",
        "https://www.google.com/url?rct=j&sa=t&url=https://example.org/news/12345-nato-office&ct=ga",
    ],
)
def test_every_variant_of_an_address_is_one(variant: str) -> None:
    assert canonical(variant) == ARTICLE


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/?p=12&utm_campaign=z", "https://example.org/?p=12"),
        ("https://example.org/view?b=2&a=1&ref=rss", "https://example.org/view?a=1&b=2"),
        ("https://example.org/a?mod=news&id=5", "https://example.org/a?id=5&mod=news"),
        ("https://example.org/a?from=rss&id=5", "https://example.org/a?id=5"),
        ("https://example.org/a.amp.html", "https://example.org/a.html"),
        ("https://example.org/World/index.html", "https://example.org/World"),
        ("https://example.org/#!/news/5", "https://example.org/#!/news/5"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://новини.укр/привіт", "https://xn--b1amarcd.xn--j1amh/%D0%BF%D1%80%D0%B8%D0%B2%D1%96%D1%82"),
        ("https://example.org/%d0%bf%2f%7e", "https://example.org/%D0%BF%2F~"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://m.co.uk/a", "https://m.co.uk/a"),
        ("https://m.bbc.co.uk/a", "https://bbc.co.uk/a"),
        ("https://mofa.go.jp/press", "https://www.mofa.go.jp/press"),
        ("https://www.mofa.go.jp/press", "https://www.mofa.go.jp/press"),
        ("https://example.org/politics/print", "https://example.org/politics/print"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        (
            "https://web.archive.org/web/2020/https://example.org/a",
            "https://web.archive.org/web/2020/https://example.org/a",
        ),
    ],
)
def test_what_names_content_stays(address: str, expected: str) -> None:
    assert canonical(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/a",
        "ftp://example.org/a",
        "mailto:a@b.c",
        "https://",
        "https://a b/",
        "https:///",
        "https://[::1",
        "https://x:99999/",
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        canonical(address)


@given(st.text(max_size=60), st.text(max_size=30))
def test_a_canonical_address_is_its_own(path: str, query: str) -> None:
    once = canonical(f"https://example.org/{path}?{query}")
    assert canonical(once) == once


@given(st.text(max_size=80))
def test_anything_is_an_address_or_a_value_error(address: str) -> None:
    try:
        once = canonical(address)
    except ValueError:
        return
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("page", "declared", "expected"),
    [
        # A test server with a port that declares the address it stands for.
        ("http://novostey.com:34567/politic/news1.html", "https://novostey.com/politic/news1.html", "https://novostey.com/politic/news1.html"),
        ("https://m.example.org/a/12345", "https://www.example.org/news/12345-slug", "https://example.org/news/12345-slug"),
        ("https://example.org/?p=12345", "/2023/05/nato-japan-office/", "https://example.org/2023/05/nato-japan-office"),
        ("https://example.org/nato-office-tokyo", "https://example.org/nato-office-in-tokyo", "https://example.org/nato-office-in-tokyo"),
        ("https://example.org/a-b-c/amp", "https://example.org/a-b-c/", "https://example.org/a-b-c"),
    ],
)  # fmt: skip
def test_a_declared_address_is_believed(page: str, declared: str, expected: str) -> None:
    assert canonical_of(page, declared=[declared]) == expected


@pytest.mark.parametrize(
    ("page", "lie"),
    [
        ("https://example.org/politics/nato-japan-office", "https://example.org/"),
        ("https://example.org/politics/nato-japan-office", "https://example.org/politics"),
        ("https://example.org/politics/nato-japan-office", "https://example.org/latest"),
        ("https://example.org/politics/nato-office-12345", "https://example.org/politics/grain-67890"),
        ("https://example.org/politics/nato-japan-office", "https://example.org/politics/ukraine-grain-deal"),
        ("https://example.org/article.php?id=5", "https://example.org/article.php"),
        ("https://example.org/article.php?id=5", "https://example.org/article.php?id=6"),
        ("https://example.org/a-b-c", "https://other.org/a-b-c"),
        ("https://one.blogspot.com/a-b-c", "https://two.blogspot.com/a-b-c"),
        ("https://example.org/uk/news/12345", "https://example.org/en/news/12345"),
        ("https://example.org/a-b-c", "https://example.org/login?next=a-b-c"),
        ("https://example.org/a-b-c", "javascript:void(0)"),
        ("https://example.org/a-b-c", "https://example.org:8443/a-b-c-d"),
    ],
)
def test_a_declared_address_that_lies_is_not_believed(page: str, lie: str) -> None:
    assert canonical_of(page, declared=[lie]) == page


def test_the_next_declared_address_is_tried() -> None:
    declared = ["https://example.org/", "https://example.org/news/12345-nato-office?utm_source=og"]
    assert canonical_of("https://example.org/n/12345", declared=declared) == ARTICLE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.ukrinform.ua/a", "http://ukrinform.ua:8080/b", True),
        ("https://news.bbc.co.uk/", "https://www.bbc.co.uk/", True),
        ("https://pravda.com.ua/", "https://liga.com.ua/", False),
        ("https://asahi.co.jp/", "https://kantei.go.jp/", False),
        ("https://192.168.1.1/", "https://192.168.1.2/", False),
        ("not an address", "https://example.org/", False),
    ],
)
def test_a_site_is_a_registrable_domain(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_a_host_is_without_port_and_mirror_label() -> None:
    assert (host_of("https://www.news.Example.org:81/x"), site_of("https://www.news.Example.org:81/x")) == (
        "news.example.org",
        "example.org",
    )
