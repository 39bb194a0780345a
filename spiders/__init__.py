"""The crawler: visits sources, follows what is new there, and leaves all of it in an inbox.

Comes in: polls to make, the egress gate, a clock and manners.
Goes out: pages, misses and one outcome a poll, to the inbox.
May not: judge what it finds, keep anything itself, reach an address that the gate has not let pass.
"""

from spiders.crawler import Crawler, crawl_once, install_reactor, run_once
from spiders.manners import CrawlSettings

__all__ = ["CrawlSettings", "Crawler", "crawl_once", "install_reactor", "run_once"]
