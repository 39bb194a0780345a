"""The one gate through which every request leaves.

Comes in: an address somebody wrote (a feed, a redirect, a webhook, a mail server) and what the operator allows.
Goes out: IP addresses, a connected socket or an answer; or an EgressError of one sentence.
May not: follow a redirect, connect to an address that was not checked, know what is asked for.
"""

from monitor.egress.addresses import is_public
from monitor.egress.gate import EgressGate, UnknownHost
from monitor.egress.urls import WebAddress, read_host, read_url

__all__ = ["EgressGate", "UnknownHost", "WebAddress", "is_public", "read_host", "read_url"]
