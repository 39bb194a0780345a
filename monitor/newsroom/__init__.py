"""The seed articles come in, and a clock; a web server on loopback goes out that publishes them as living outlets.

An outlet is a folder of `sites/`: its addresses, its templates, when each article appears; its text is cut from a seed.
It may not be reached from another machine, and nothing but `farwatch demo` and the tests may know that it exists.
"""

from monitor.newsroom.newsroom import Newsroom
from monitor.newsroom.server import Request

__all__ = ["Newsroom", "Request"]
