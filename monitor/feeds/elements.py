"""What the swift way knows of elements: which it reads, which it may pass over, and which it leaves to feedparser."""

from __future__ import annotations


class StepAsideError(Exception):
    """Something that only feedparser is trusted with."""


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Elements of an entry that are read, by what they are to us. Of contents and authors there may be several.
TEXTS = _names("title description summary content content:encoded")
CONTENTS = _names("content content:encoded")
FULL_TEXTS = _names("full-text fulltext full_text yandex:full-text yandex:fulltext turbo:content")
AUTHORS = _names("author dc:creator dc:author")
_OF_ROLE = {
    "created": _names("created dcterms:created"),
    "id": _names("guid id"),
    "language": _names("language dc:language"),
    "link": _names("link"),
    "original": _names("feedburner:origlink"),
    "published": _names("pubdate published issued dcterms:issued"),
    "summary": _names("description summary"),
    "title": _names("title"),
    "updated": _names("updated modified lastbuilddate dc:date dcterms:modified"),
}
ROLES = {name: role for role, names in _OF_ROLE.items() for name in names}
READ = CONTENTS | FULL_TEXTS | AUTHORS | frozenset(ROLES)
# Elements whose handlers in feedparser change nothing that we read.
PASSED = _names(
    "category comments contributor copyright enclosure expirationdate generator rights source webmaster",
    "dc:contributor dc:publisher dc:rights dc:subject dcterms:valid geo:lat geo:long georss:point",
    "itunes:block itunes:duration itunes:episode itunes:explicit itunes:image",
    "media:category media:content media:copyright media:credit media:group media:keywords media:license",
    "media:player media:rating media:restriction media:text media:thumbnail slash:comments thr:total",
    "wfw:comment wfw:commentrss",
)
ROOTS = {"rss": "rss", "rdf:rdf": "rdf", "feed": "atom"}
RDF_ABOUT = "http://www.w3.org/1999/02/22-rdf-syntax-ns# about"
# Elements of a channel that are neither passed over nor ours to judge.
CHANNEL_ODD = _names("body dc:title div entries feed math media:title rss svg")
_CHANNEL_READ = _names("title link language ttl dc:language")
# Prefixes with handlers in feedparser; an element under any other it merely keeps under its name.
HANDLED_PREFIXES = _names("admin cc content creativecommons dc dcterms geo georss gml itunes media psc xhtml")
# Names without a prefix that mean something to feedparser: its handlers, its keys and their other names.
MEANINGFUL = _names(
    "abstract author_detail authors authors_detail base body browserfriendly channel cloud content_detail",
    "contributors created_parsed date div email entries entry feed feedburner_browserfriendly feedburner_origlink",
    "fullitem geom georssgeom guidislink height homepage href icon image info item items itunes keywords",
    "language_detail license links logo managingeditor math media_content name newlocation published_parsed",
    "publisher publisher_detail rss subtitle summary_detail svg tagline tags term textinput title_detail",
    "updated_parsed uri url value where width",
)
# Parts of a channel with a title and link of their own.
OWN_TITLES = _names("image textinput")
_TEXT_TYPES = frozenset(("text", "html", "text/html", "text/plain", "plain"))


def is_harmless(name: str) -> bool:
    """Whether feedparser merely keeps the element under its name."""
    if name in READ:
        return False
    prefix, colon, _ = name.partition(":")
    return prefix not in HANDLED_PREFIXES if colon else name not in MEANINGFUL


def may_stand_in(outer: str, name: str, *, in_entry: bool) -> bool:
    """Whether feedparser, which hardly knows nesting, passes over the element inside the other as we do."""
    if name in ("item", "entry"):
        return False
    if not in_entry:
        return name not in _CHANNEL_READ or outer in OWN_TITLES
    if outer == "source":
        return True
    if outer in ("contributor", "dc:contributor"):
        return name in ("name", "email", "uri", "url")
    return is_harmless(name) or (outer.startswith("media:") and name.startswith("media:"))


def check_type(name: str, attributes: dict[str, str]) -> None:
    """Step aside from a text that is base64, XHTML or elsewhere."""
    if "mode" in attributes or "src" in attributes:
        raise StepAsideError
    if name in TEXTS and attributes.get("type", "text").lower() not in _TEXT_TYPES:
        raise StepAsideError
