"""What values are called on the pages; in English, which is the key of every language."""

from __future__ import annotations

from collections.abc import Mapping

from monitor import polling
from monitor.model.digests import DeliveryState

# What was just done, by the word that an address brings along.
DONES = {
    "added": "Added. The first visit begins in seconds.",
    "again": "It is sent again within seconds.",
    "asks": "Switched on: every article that comes from now on is asked.",
    "composed": "Composed. It is sent within seconds.",
    "ended": "The subscription has ended.",
    "off": "Switched off: it is polled no longer.",
    "on": "Switched on: it is polled from now on.",
    "paused": "Paused.",
    "removed": "Removed.",
    "rests": "Switched off: it finds nothing and is told to nobody until it is switched on.",
    "resumed": "It goes on: what was found meanwhile comes in the next digest.",
    "saved": "Saved.",
}
STATES = {
    DeliveryState.PENDING: "waits to be sent",
    DeliveryState.SENDING: "is being sent",
    DeliveryState.UNKNOWN: "may have arrived; it is settled by itself",
    DeliveryState.SENT: "sent",
    DeliveryState.FAILED: "not delivered, and not tried again",
}
RHYTHMS = (
    ("daily", "every day"),
    ("weekdays", "Monday to Friday"),
    ("weekly", "once a week"),
    ("hourly", "every hour"),
    ("at-once", "at once"),
    ("free", "in words of your own"),
)
DAYS = (
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
)
# Under the names by which templates know them.
TABLES: Mapping[str, object] = {
    "dones": DONES,
    "states": STATES,
    "rhythms": RHYTHMS,
    "days": DAYS,
    "advice": polling.ADVICE,
}
