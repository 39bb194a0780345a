"""An article, the watches and the concepts they name come in; which watches it answers, where and why go out.

It looks at the article's own title and text only, and may not fetch, store or judge what is news.
"""

from monitor.matching.advice import warnings
from monitor.matching.explaining import Clause, Explanation, explain, render_explanation
from monitor.matching.grammar import parse
from monitor.matching.listing import FoundForm, forms_of, languages_of
from monitor.matching.matcher import Matcher, compile_watches
from monitor.matching.query import Query, render

__all__ = [
    "Clause",
    "Explanation",
    "FoundForm",
    "Matcher",
    "Query",
    "compile_watches",
    "explain",
    "forms_of",
    "languages_of",
    "parse",
    "render",
    "render_explanation",
    "warnings",
]
