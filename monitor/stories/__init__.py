"""Which articles are copies of one text, and which tell of one event.

Comes in: articles, as sketches, and the stories that are still open.
Goes out: a placement for each article, with relation, method, score and evidence; the article that leads a story.
May not: store, delete, decide what is told; know a topic.
"""

from monitor.stories.leads import lead
from monitor.stories.likeness import WINDOW
from monitor.stories.placing import place, place_together
from monitor.stories.sketching import gist, sketch
from monitor.stories.vectors import Embedder, embedder
from monitor.stories.windows import Window

__all__ = ["WINDOW", "Embedder", "Window", "embedder", "gist", "lead", "place", "place_together", "sketch"]
