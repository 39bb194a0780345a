"""The ledger of what each subscription knows, and what came or changed since in the stories it was told.

A story was told where one of its articles was told as its headline. So a person may split a story or merge two: what
was told stays true, and the part of a story that nobody was told is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import CTE, ColumnElement, Connection, Exists, RowMapping, Select, exists, func, select, update

from monitor.model.articles import ArticleUrl
from monitor.model.digests import Candidate, Digest, Subscription
from monitor.model.stories import StoryId
from monitor.model.telling import Considered, EditedArticle, Role, ToldStory, ToldText
from monitor.model.watches import WatchId
from monitor.storage.candidates import candidates_of, looked_back, of_watches
from monitor.storage.statements import chunks, insert
from monitor.storage.stories import STANDING
from monitor.storage.tables_collection import outlets
from monitor.storage.tables_news import articles, matches, memberships, revisions
from monitor.storage.tables_telling import digests, told_articles
from monitor.storage.types import storable

TOLD = (Role.ITEM.value, Role.UPDATE.value)


def is_told(subscription: Subscription, story: ColumnElement[str]) -> Exists:
    """Whether a story was told: one of its articles was the headline."""
    member = memberships.alias("member")
    # Of each article by itself: joined, SQLite would read all that was ever told for every story.
    headed = exists().where(
        told_articles.c.subscription == subscription.id,
        told_articles.c.article == member.c.article,
        told_articles.c.role.in_(TOLD),
    )
    return exists().where(member.c.story == story, member.c.undone_at.is_(None), headed)


def _of_each(rows: CTE, condition: Exists) -> ColumnElement[bool]:
    """The condition, asked of each row by itself: PostgreSQL makes no join of what stands in a subquery of its own."""
    return select(condition.correlate(rows)).scalar_subquery()


class Telling:
    """What readers know."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def developing(self, subscription: Subscription, until: datetime) -> tuple[ToldStory, ...]:
        """Told stories with articles of which the subscription knows nothing yet."""
        moving = _moving(subscription, until)
        found = candidates_of(self._connection, subscription, moving)
        roles = self._roles(subscription, [one.article for one in found])
        stories: dict[StoryId, list[Candidate]] = {}
        for one in found:
            stories.setdefault(one.story, []).append(one)
        return tuple(_told_story(story, members, roles) for story, members in stories.items())

    def edited(self, subscription: Subscription) -> tuple[EditedArticle, ...]:
        """Articles that were told and that their outlets changed since, each with what was told and what stands."""
        changed = _changed(subscription)
        rows = self._connection.execute(
            select(
                changed.c.known,
                changed.c.last,
                revisions.c.title.label("title_before"),
                revisions.c.text.label("text_before"),
                articles.c.id,
                articles.c.url,
                articles.c.title,
                articles.c.text,
                articles.c.language,
                articles.c.revised_at,
                func.coalesce(outlets.c.name, articles.c.outlet).label("outlet_name"),
                memberships.c.story,
            )
            .join_from(changed, revisions, revisions.c.id == changed.c.first)
            .join(articles, articles.c.id == changed.c.article)
            .join(memberships, (memberships.c.article == articles.c.id) & STANDING)
            .outerjoin(outlets, outlets.c.id == articles.c.outlet)
            .order_by(articles.c.id)
        ).mappings()
        return tuple(_edited(row, self._watches(subscription, row["id"])) for row in rows)

    def keep(self, digest: Digest, considered: Considered) -> bool:
        """Write down what a digest tells; False where another one told or settled part of it in between."""
        told = dict(_told_by(digest)) | dict.fromkeys(considered.repeats, Role.REPEAT)
        keys = self._keys([*told, *(url for url, _, _ in considered.edits)])
        known = dict(considered.revisions)
        rows = [
            {
                "subscription": digest.subscription,
                "article": keys[url],
                "role": role.value,
                "digest": digest.id,
                "revision": known.get(url, 0),
            }
            # In one order, so that two processes that tell the same wait for each other and not in a circle.
            for url, role in sorted(told.items(), key=lambda pair: keys.get(pair[0], 0))
            if url in keys
        ]
        if rows:
            adding = insert(self._connection, told_articles)
            self._connection.execute(adding.on_conflict_do_nothing(index_elements=["subscription", "article"]), rows)
        heads = [row for row in rows if row["role"] in TOLD]
        return (
            all(self._is_headed(row) for row in heads)
            and not self._told_elsewhere(digest)
            and all(self._settle(digest, keys[url], known, latest) for url, known, latest in considered.edits)
        )

    def _is_headed(self, row: Mapping[str, object]) -> bool:
        """Whether our headline is ours: new, or an article that was only mentioned before."""
        ours = (told_articles.c.subscription == row["subscription"]) & (told_articles.c.article == row["article"])
        claimed = (
            update(told_articles)
            .where(ours, (told_articles.c.digest == row["digest"]) | told_articles.c.role.not_in(TOLD))
            .values(role=row["role"], digest=row["digest"], revision=row["revision"])
        )
        return self._connection.execute(claimed).rowcount == 1

    def _told_elsewhere(self, digest: Digest) -> bool:
        """Whether another digest told one of the stories that this one tells as new."""
        new = [item.story for item in digest.items if item.update_since is None]
        return any(
            self._connection.execute(
                select(
                    exists().where(
                        memberships.c.story.in_(some),
                        STANDING,
                        told_articles.c.article == memberships.c.article,
                        told_articles.c.subscription == digest.subscription,
                        told_articles.c.role.in_(TOLD),
                        told_articles.c.digest != digest.id,
                    )
                )
            ).scalar_one()
            for some in chunks(new)
        )

    def _settle(self, digest: Digest, article: int, known: int, latest: int) -> bool:
        """Let the reader know an article up to its latest revision; False where that is so already."""
        moved = (
            update(told_articles)
            .where(
                told_articles.c.subscription == digest.subscription,
                told_articles.c.article == article,
                told_articles.c.revision == known,
            )
            .values(revision=latest)
        )
        return self._connection.execute(moved).rowcount == 1

    def _keys(self, urls: Sequence[ArticleUrl]) -> dict[ArticleUrl, int]:
        return {
            ArticleUrl(row.url): row.id
            for some in chunks([storable(url) for url in urls])
            for row in self._connection.execute(select(articles.c.url, articles.c.id).where(articles.c.url.in_(some)))
        }

    def _roles(self, subscription: Subscription, urls: Sequence[ArticleUrl]) -> dict[str, datetime]:
        """The articles of which the subscription knows, and when it was told of each."""
        return {
            row.url: row.period_end
            for some in chunks(urls)
            for row in self._connection.execute(
                select(articles.c.url, digests.c.period_end)
                .join_from(articles, told_articles, told_articles.c.article == articles.c.id)
                .join(digests, digests.c.id == told_articles.c.digest)
                .where(articles.c.url.in_(some), told_articles.c.subscription == subscription.id)
            )
        }

    def _watches(self, subscription: Subscription, article: int) -> tuple[WatchId, ...]:
        found = select(matches.c.watch).where(matches.c.article == article, of_watches(subscription))
        return tuple(WatchId(watch) for watch in self._connection.execute(found.order_by(matches.c.watch)).scalars())


def _changed(subscription: Subscription) -> CTE:
    """Told articles with revisions that the reader does not know: the last it knows, the first and last it does not."""
    first, last = func.min(revisions.c.id).label("first"), func.max(revisions.c.id).label("last")
    # Sought first, so that the cost is that of a week and not of all that was ever told.
    # The sum keeps SQLite from reading all revisions in the order of their articles to find the distinct ones.
    article = (revisions.c.article + 0).label("article")
    recent = select(article).where(revisions.c.replaced_at > looked_back(subscription)).distinct().cte("recent")
    return (
        select(revisions.c.article, told_articles.c.revision.label("known"), first, last)
        .join_from(recent, told_articles, told_articles.c.article == recent.c.article)
        .join(revisions, revisions.c.article == recent.c.article)
        .where(
            revisions.c.id > told_articles.c.revision,
            told_articles.c.subscription == subscription.id,
            told_articles.c.role != Role.REPEAT.value,
            exists().where(matches.c.article == revisions.c.article, of_watches(subscription)),
        )
        .group_by(revisions.c.article, told_articles.c.revision)
        .cte("changed")
    )


def _moving(subscription: Subscription, until: datetime) -> Select[tuple[str]]:
    """Stories that were told, are still wanted, and have an article that came lately and was never considered."""
    wanted = memberships.alias("wanted")
    fresh = memberships.alias("fresh")
    came = _came(subscription, until)
    # First what came, then of each of its stories whether it was told: so the cost is that of a week. Left to itself,
    # PostgreSQL reads all that the watches ever found, and all memberships to find their stories.
    its_story = select(memberships.c.story).where(memberships.c.article == articles.c.id, STANDING).scalar_subquery()
    lately = (
        select(its_story.label("story"))
        .distinct()
        .where(*came)
        .cte("lately")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    return select(lately.c.story).where(
        _of_each(lately, is_told(subscription, lately.c.story)),
        _of_each(
            lately,
            exists().where(
                wanted.c.story == lately.c.story,
                wanted.c.undone_at.is_(None),
                exists().where(matches.c.article == wanted.c.article, of_watches(subscription)),
            ),
        ),
        _of_each(
            lately,
            exists().where(
                fresh.c.story == lately.c.story,
                fresh.c.undone_at.is_(None),
                articles.c.id == fresh.c.article,
                *came,
                ~exists().where(
                    told_articles.c.subscription == subscription.id, told_articles.c.article == fresh.c.article
                ),
            ),
        ),
    )


def _came(subscription: Subscription, until: datetime) -> tuple[ColumnElement[bool], ...]:
    """Whether an article is news of the time that is asked about."""
    return articles.c.first_seen > looked_back(subscription), articles.c.first_seen <= until, ~articles.c.baseline


def _told_by(digest: Digest) -> Iterator[tuple[ArticleUrl, Role]]:
    """Every article that a digest names; a headline is never only a mention."""
    for item in digest.items:
        yield from ((mention.url, Role.ALSO) for mention in item.also)
    for item in digest.items:
        yield item.url, Role.UPDATE if item.update_since else Role.ITEM


def _told_story(story: StoryId, members: Iterable[Candidate], roles: dict[str, datetime]) -> ToldStory:
    members = tuple(members)
    known = [one for one in members if one.article in roles]
    return ToldStory(
        story=story,
        told_at=max(roles[one.article] for one in known),
        told=tuple(ToldText(title=one.title, text=one.text, language=one.language) for one in known),
        later=tuple(one for one in members if one.article not in roles),
        watches=tuple(dict.fromkeys(watch for one in members for watch, _ in one.matches)),
    )


def _edited(row: RowMapping, watches: tuple[WatchId, ...]) -> EditedArticle:
    language = row["language"]
    return EditedArticle(
        story=StoryId(row["story"]),
        article=ArticleUrl(row["url"]),
        outlet_name=row["outlet_name"],
        language=language,
        changed_at=row["revised_at"],
        before=ToldText(title=row["title_before"] or "", text=row["text_before"], language=language),
        after=ToldText(title=row["title"] or "", text=row["text"], language=language),
        known=row["known"],
        latest=row["last"],
        watches=watches,
    )
