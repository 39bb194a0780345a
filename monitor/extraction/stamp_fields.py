# ruff: noqa: E501  (tables and patterns read better a row a line)
"""Where pages keep their dates, and the words around them in many languages: tables only."""

from __future__ import annotations

import re

# How far a field is to be trusted with the first publication, from reading what publishers put there; what says only
# when the page changed stands below everything else.
METAS = {
    "article:published_time": 5.0, "og:article:published_time": 5.0, "datepublished": 4.5, "article.published": 4.5,
    "parsely-pub-date": 4.0, "sailthru.date": 2.2, "cxenseparse:recs:publishtime": 4.0, "cxenseparse:publishtime": 4.0,
    "cxenseparse:pub-publish-date": 4.0, "article_date_original": 3.5, "originalpublicationdate": 3.5,
    "publish_date": 3.5, "publish-date": 3.5, "publishdate": 3.5, "publication_date": 3.5, "pubdate": 3.5, "pub_date": 3.5,
    "og:published_time": 4.0, "og:pubdate": 3.5, "og:publish_date": 3.5, "rnews:datepublished": 3.5, "bt:pubdate": 3.5,
    "displaydate": 3.0, "ptime": 3.0, "dc.date.issued": 3.5, "dcterms.issued": 3.5, "dcterms.created": 3.0,
    "dc.date.created": 3.0, "dcterms.date": 2.8, "dc.date": 2.8, "date": 2.6, "article:published": 3.5,
    "datecreated": 2.3, "citation_publication_date": 2.5, "last-published": 2.0, "firstpublished": 3.5, "created": 2.0,
    "article:post_date": 3.5, "mediator_published_time": 3.5, "nsc:published": 3.0, "iso-8601-publish-date": 4.0, "epoch-publish-date": 3.9,
    "article:published:time": 4.5, "article:publish_time": 3.5, "article:publish_date": 3.5, "article:publication_date": 3.5,
    "published_time": 3.5, "published-date": 3.5, "published_date": 3.5, "publisheddate": 3.5, "published_at": 3.5,
    "publication-date": 3.5, "publish_time": 3.5, "publishtime": 3.5, "pubtime": 3.5, "article.publish_date": 3.5,
    "swiftype:published_at": 3.5, "date.available": 3.5, "dcterms.available": 3.0, "dc.date.available": 3.0,
    "date.issued": 3.5, "article.created": 2.3, "article:created": 2.3,
    "vr:published_time": 3.5, "weibo: article:create_at": 3.0, "weibo:article:create_at": 3.0, "shareaholic:article_published_time": 3.5,
}  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dc.date.modified",
    "revised",
)
MODIFIED = 0.5
OF_ADDRESS = 1.2
# Below it a stamp does not speak of the first publication.
SPEAKS = 1.0
# Names by which templates call the place of a date. Loose, because only short texts with a date in them count.
DATE_PLACE = re.compile(
    r"date|time|day|publi|posted|fecha|datum|дата|czas|byline|meta|info|stamp|when|created|issued|author|header|clock|pvm|kuupaev|"
    r"입력|시간|日付|input|view|source|detail|regist|credit"
)
# "articleHeaderComment", "artikelfooter", "storytopbar" are the article's own; "comment-list", "footer", "top-bar" are not.
ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comment|footer|latest|teaser|promo|read-?more|top-?bar|today(?:$|[\s_-]))|(?:^|\s)widget(?:$|[\s_-])"
    r"|related|recommend|sidebar|popular|most-?read|carousel|cookie|masthead|site-?header|current-?date"
)
# Where templates put the machine's form of a date that they print.
ATTRIBUTES = (
    "datetime",
    "data-date-time",
    "data-datetime",
    "data-published",
    "data-timestamp",
    "data-time",
    "data-date",
    "title",
)
