"""Which stories a digest tells, in which order, and to whom it goes.

Order, stated: sections in the order of the watches; in a section first what more outlets report on their own (copies
count for nothing), then the newer. A digest that makes up for missed ones (the service was off for three days) goes by
the reader's days, the newest first, and by that order within a day.

The article shown for a story answers the section's watch; then it is the one that a person chose to lead, then an
original rather than a copy or an aggregator's repost, in the reader's language, of the better ranked outlet, with a
headline, fuller, the story's lead, earlier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.digests.excerpts import excerpt
from monitor.digests.schedules import EARLIEST, next_due
from monitor.model.digests import (
    Candidate,
    Coverage,
    Delivery,
    Digest,
    HitSpan,
    Item,
    Mention,
    QuietDays,
    Section,
    Subscription,
)
from monitor.model.identity import delivery_id, digest_id
from monitor.model.moments import Precision, Published
from monitor.model.stories import Relation, StoryId
from monitor.model.watches import Watch, WatchId

# A week that a clock change shortened is one, too.
WEEK = timedelta(days=6, hours=12)

# The articles of one story that were not delivered yet, in the order of arrival.
Story = tuple[Candidate, ...]
DayOf = Callable[[Story], date | None]


def compose(
    subscription: Subscription,
    *,
    watches: Sequence[Watch],
    candidates: Sequence[Candidate],
    coverage: Coverage,
    period_end: datetime,
) -> Digest:
    """What the subscription has to tell: every story among the candidates that one of its watches answers, once."""
    wanted = _wanted(subscription, watches)
    days = _days(subscription, period_end)
    told: dict[WatchId, list[Story]] = {watch.id: [] for watch in wanted}
    for articles in _by_story(candidates).values():
        if watch := _first_answered(wanted, articles):
            told[watch.id].append(articles)
    return Digest(
        id=digest_id(subscription.id, period_end),
        subscription=subscription.id,
        title=subscription.name,
        language=subscription.language,
        zone=subscription.schedule.zone,
        period_start=_period_start(subscription, candidates, period_end),
        period_end=period_end,
        sections=tuple(
            _section(watch, told[watch.id], language=subscription.language, day_of=days)
            for watch in wanted
            if told[watch.id]
        ),
        coverage=coverage,
    )


def address(digest: Digest, subscription: Subscription, now: datetime) -> tuple[Delivery, ...]:
    """One delivery a recipient, due at once."""
    return tuple(
        Delivery(
            id=delivery_id(digest.id, subscription.channel, recipient),
            digest=digest.id,
            channel=subscription.channel,
            recipient=recipient,
            due=now,
        )
        for recipient in dict.fromkeys(subscription.recipients)
    )


def told_again(digest: Digest, deliveries: Sequence[Delivery], now: datetime) -> tuple[Digest, tuple[Delivery, ...]]:
    """The digest as one of its own, told to the same readers as possibly repeated."""
    again = replace(digest, id=digest_id(digest.subscription, now), period_end=now)
    return again, tuple(
        replace(one, id=delivery_id(again.id, one.channel, one.recipient), digest=again.id, possibly_repeated=True)
        for one in deliveries
    )


def is_passed_over(subscription: Subscription, *, addressed: datetime | None, period_end: datetime) -> bool:
    """Whether a digest that tells nothing is not sent: the reader asked for that, and had a sign of life this week."""
    if subscription.quiet_days is QuietDays.TELL:
        return False
    return period_end - (addressed or subscription.created_at) < WEEK


def _wanted(subscription: Subscription, watches: Iterable[Watch]) -> tuple[Watch, ...]:
    named = [watch for watch in watches if not subscription.watches or watch.id in subscription.watches]
    return tuple(sorted(named, key=lambda watch: (watch.order, watch.id)))


def _period_start(subscription: Subscription, candidates: Iterable[Candidate], period_end: datetime) -> datetime:
    """When the last digest ended; for a reader who wants everything since ever, the first article's arrival."""
    if subscription.covered_until > EARLIEST:
        return subscription.covered_until
    return min((candidate.first_seen for candidate in candidates), default=period_end)


def _by_story(candidates: Iterable[Candidate]) -> dict[StoryId, Story]:
    """Each article once, in an order that does not depend on how they came."""
    unique = {candidate.article: candidate for candidate in candidates}
    stories: dict[StoryId, Story] = {}
    for candidate in sorted(unique.values(), key=lambda c: (c.first_seen, c.article)):
        stories[candidate.story] = (*stories.get(candidate.story, ()), candidate)
    return stories


def _first_answered(watches: Iterable[Watch], articles: Iterable[Candidate]) -> Watch | None:
    answered = {watch for article in articles for watch, _ in article.matches}
    return next((watch for watch in watches if watch.id in answered), None)


def _days(subscription: Subscription, period_end: datetime) -> DayOf:
    """The reader's day of a story, where the period holds a scheduled moment that brought no digest; else no day."""
    if next_due(subscription.schedule, subscription.covered_until) >= period_end:
        return lambda articles: None  # noqa: ARG005
    zone = ZoneInfo(subscription.schedule.zone)
    return lambda articles: max(article.first_seen for article in articles).astimezone(zone).date()


def _section(watch: Watch, stories: Iterable[Story], *, language: str, day_of: DayOf) -> Section:
    def place(articles: Story) -> tuple[date, int, datetime, str]:
        return day_of(articles) or date.min, *_importance(articles)

    ordered = sorted(stories, key=place, reverse=True)
    items = tuple(replace(_item(watch.id, articles, language), day=day_of(articles)) for articles in ordered)
    return Section(watch=watch.id, name=watch.name, items=items)


def _importance(articles: Story) -> tuple[int, datetime, str]:
    return independent_outlets(articles), max(_moment(article) for article in articles), articles[0].story


def independent_outlets(articles: Iterable[Candidate]) -> int:
    """How many outlets tell the story in words of their own."""
    return len({article.outlet for article in articles if article.relation != Relation.COPY})


def _dated(article: Candidate) -> Published | None:
    """What the page says, unless the calendar ends there: no zone can be applied to such a date."""
    published = article.published
    return published if published and MINYEAR < published.at.year < MAXYEAR else None


def _moment(article: Candidate) -> datetime:
    """Published, but not after we saw it (pages date themselves into the future); a day alone means its end."""
    published = _dated(article)
    if published is None:
        return article.first_seen
    at = published.utc + timedelta(days=1) if published.precision is Precision.DAY else published.utc
    return min(at, article.first_seen)


def _item(watch: WatchId, articles: Story, language: str) -> Item:
    lead = min(articles, key=lambda article: _distance_from_lead(article, watch, language))
    return Item(
        story=lead.story,
        url=lead.article,
        headline=lead.title,
        outlet_name=lead.outlet_name,
        language=lead.language,
        published=_dated(lead),
        excerpt=excerpt(lead.text, _hits(lead, watch), headline=lead.title),
        also=tuple(mention(a) for a in sorted(articles, key=reading_order) if a.article != lead.article),
        cites=lead.cites,
    )


def _distance_from_lead(article: Candidate, watch: WatchId, language: str) -> tuple[bool | int | datetime | str, ...]:
    return (
        all(answered != watch for answered, _ in article.matches),
        not article.led_by_hand,
        article.relation == Relation.COPY or article.is_aggregator,
        _primary(article.language) != _primary(language),
        article.outlet_rank,
        not article.title.strip(),
        # In steps of a thousand letters: a few words more make no fuller account.
        -(len(article.text) // 1000),
        article.relation != Relation.LEAD,
        article.first_seen,
        article.article,
    )


def _primary(language: str | None) -> str:
    return (language or "").partition("-")[0].casefold()


def _hits(article: Candidate, watch: WatchId) -> tuple[HitSpan, ...]:
    return next((hits for answered, hits in article.matches if answered == watch), ())


def reading_order(article: Candidate) -> tuple[bool, int, datetime, str]:
    """Originals first, then by the outlets' rank and by time."""
    return article.relation == Relation.COPY, article.outlet_rank, article.first_seen, article.article


def mention(article: Candidate) -> Mention:
    """An article as it is named beside another one of its story."""
    return Mention(
        url=article.article, outlet_name=article.outlet_name, language=article.language, relation=article.relation
    )
