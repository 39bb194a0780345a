"""Which articles are copies of one text, and which tell of one event.

Comes in: articles, as sketches, and the stories that are still open.
Goes out: a placement for each article, with relation, method, score and evidence; the article that leads a story; what
changed in an article and what is new in a story.
May not: store, delete, decide what is told; know a topic.
"""

from monitor.stories.bridges import bridges
from monitor.stories.developments import developments
from monitor.stories.edits import edits, is_significant
from monitor.stories.leads import Member, Standings, lead, settled
from monitor.stories.likeness import WINDOW
from monitor.stories.placing import look_at, place, place_together
from monitor.stories.ruling import lead_by_hand, merge, split
from monitor.stories.sameness import alike
from monitor.stories.sketching import gist, sketch
from monitor.stories.timelines import Timeline, chain, timeline
from monitor.stories.vectors import Embedder, embedder
from monitor.stories.windows import FEW_KNOWN, Window

__all__ = [
    "FEW_KNOWN",
    "WINDOW",
    "Embedder",
    "Member",
    "Standings",
    "Timeline",
    "Window",
    "alike",
    "bridges",
    "chain",
    "developments",
    "edits",
    "embedder",
    "gist",
    "is_significant",
    "lead",
    "lead_by_hand",
    "look_at",
    "merge",
    "place",
    "place_together",
    "settled",
    "sketch",
    "split",
    "timeline",
]
