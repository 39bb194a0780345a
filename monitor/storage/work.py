"""One transaction's repositories."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from monitor.model.digests import Coverage
from monitor.model.farewells import Leaving, SigningKey
from monitor.model.standing import Standing
from monitor.model.workers import Turn
from monitor.storage.access import Sessions, Tokens, Users
from monitor.storage.alerts import Alerts, Readings
from monitor.storage.archive import Archive
from monitor.storage.articles import Articles
from monitor.storage.coverage import coverage
from monitor.storage.deliveries import Deliveries
from monitor.storage.digests import Digests
from monitor.storage.documents import Documents
from monitor.storage.entries import Entries
from monitor.storage.farewells import Farewells, SigningKeys
from monitor.storage.listings import Listings
from monitor.storage.outlets import Outlets, Sources
from monitor.storage.polls import Events, Polls
from monitor.storage.retention import Retention
from monitor.storage.rulings import Proposals, Rulings
from monitor.storage.standing import standing
from monitor.storage.statements import alone
from monitor.storage.stories import Stories
from monitor.storage.stream import Stream
from monitor.storage.subscriptions import Subscriptions
from monitor.storage.tallies import Tallies
from monitor.storage.telling import Telling
from monitor.storage.volumes import Volumes
from monitor.storage.watches import Concepts, Feedback, Matches, Watches
from monitor.storage.workers import Leases, Workers


class Work:
    """What can be asked and kept within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Of who is told; written beside the database before this transaction commits.
        self.changes: list[Leaving | SigningKey | int] = []
        self.outlets = Outlets(connection)
        self.sources = Sources(connection)
        self.entries = Entries(connection)
        self.documents = Documents(connection)
        self.polls = Polls(connection)
        self.events = Events(connection)
        self.alerts = Alerts(connection)
        self.readings = Readings(connection)
        self.articles = Articles(connection)
        self.archive = Archive(connection)
        self.watches = Watches(connection)
        self.concepts = Concepts(connection)
        self.matches = Matches(connection)
        self.feedback = Feedback(connection)
        self.stories = Stories(connection)
        self.stream = Stream(connection)
        self.listings = Listings(connection)
        self.volumes = Volumes(connection)
        self.tallies = Tallies(connection)
        self.rulings = Rulings(connection)
        self.proposals = Proposals(connection)
        self.telling = Telling(connection)
        self.subscriptions = Subscriptions(connection, self.changes)
        self.farewells = Farewells(connection, self.changes)
        self.signing_keys = SigningKeys(connection, self.changes)
        self.digests = Digests(connection)
        self.deliveries = Deliveries(connection)
        self.users = Users(connection)
        self.sessions = Sessions(connection)
        self.tokens = Tokens(connection)
        self.retention = Retention(connection)
        self.leases = Leases(connection)
        self.workers = Workers(connection)

    def alone(self, turn: Turn) -> None:
        """Wait until no other transaction has this turn, and keep it to the end of this one.

        To be called before anything is read that others with the same turn write. SQLite has one writer anyway.
        """
        alone(self._connection, turn)

    def now(self) -> datetime:
        """The database's clock, the one that all who work on it share; PostgreSQL only."""
        moment: datetime = self._connection.execute(select(func.clock_timestamp())).scalar_one()
        return moment

    def standing(self, now: datetime) -> Standing:
        """What waits now, and what fails."""
        return standing(self._connection, now)

    def coverage(self, since: datetime, until: datetime) -> Coverage:
        """What was watched after `since` up to `until`, and what may be missing."""
        return coverage(self._connection, since, until)

    @property
    def database(self) -> object:
        """The same for all work of one store, another for another store; for what is kept beside a database."""
        return self._connection.engine.pool
