"""All SQL; nothing else knows a table or a column.

Comes in: an address of a database, and values of the model to keep. Goes out: the same values.
May not: judge news, read a clock, or let an exception of a database through its door.
"""

from __future__ import annotations

from monitor.storage.moving import move
from monitor.storage.moving_rows import MovedTable, MoveProgress
from monitor.storage.polls import Event
from monitor.storage.states import Kept
from monitor.storage.store import Store, open_store
from monitor.storage.work import Work

__all__ = ["Event", "Kept", "MoveProgress", "MovedTable", "Store", "Work", "move", "open_store"]
