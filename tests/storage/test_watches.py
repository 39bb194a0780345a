from __future__ import annotations

from dataclasses import replace
from datetime import date

from monitor.model.feedback import Verdict
from monitor.model.watches import Concept, ConceptId, Form, FormKind, Guard, Hit, WatchId
from monitor.storage import Store
from tests.builders import NOW, article, watch
from tests.storage.values import HOUR, match, url

FIRST, SECOND = watch("@japan", order=2), watch("НАТО", id=WatchId("nato"), order=1, name="НАТО")
TEST = WatchId("test")


def test_declared_watches_come_in_their_order(store: Store) -> None:
    with store.begin() as work:
        work.watches.declare((FIRST, replace(SECOND, enabled=False)))
        both = (replace(SECOND, declared=True, enabled=False), replace(FIRST, declared=True))
        assert work.watches.all() == both
        assert work.watches.enabled() == both[1:]
        assert work.watches.named(TEST) == both[1]
        assert work.watches.named(WatchId("none")) is None


def test_a_watch_declared_no_longer_goes_and_one_that_matched_is_switched_off(store: Store) -> None:
    with store.begin() as work:
        work.watches.declare((FIRST, SECOND))
        work.articles.keep(article())
        work.matches.keep((match(1),), NOW)
        work.watches.declare(())
        assert work.watches.all() == (replace(FIRST, declared=True, enabled=False),)


def test_a_watch_that_a_person_changed_is_the_persons(store: Store) -> None:
    edited = replace(FIRST, query="@japan OR @taiwan")
    with store.begin() as work:
        work.watches.declare((FIRST,))
        work.watches.add(edited)
        work.watches.declare((FIRST,))
        assert work.watches.all() == (edited,)
        work.watches.declare(())
        assert work.watches.all() == (edited,)


def test_a_removed_watch_takes_its_matches_along(store: Store) -> None:
    with store.begin() as work:
        work.watches.add(FIRST)
        work.articles.keep(article())
        work.matches.keep((match(1),), NOW)
        assert work.watches.remove(TEST)
        assert not work.watches.remove(TEST)
        assert work.matches.of_article(url(1)) == ()


def test_concepts_come_back_whole_and_follow_config(store: Store) -> None:
    guarded = Form(
        text="Альянс", language="uk", kind=FormKind.EXACT, guard=Guard(near=("@nato",), since=date(2020, 1, 1))
    )
    nato = Concept(id=ConceptId("nato"), label="NATO", forms=(guarded,), members=(ConceptId("x"),), except_in=("y",))
    other = Concept(id=ConceptId("japan"), label="Japan")
    with store.begin() as work:
        work.concepts.declare((nato, other))
        assert work.concepts.all() == (other, nato)
        work.concepts.declare((nato,))
        assert work.concepts.all() == (nato,)


def test_matching_again_renews_the_hits_and_not_the_moment(store: Store) -> None:
    renewed = match(1, hits=(Hit(field="text", start=3, end=7, form="НАТО", term="@nato"),))
    with store.begin() as work:
        work.watches.add(FIRST)
        work.articles.keep(article())
        work.matches.keep((match(1),), NOW)
        work.matches.keep((renewed,), NOW + HOUR)
        assert work.matches.of_article(url(1)) == (renewed,)
        assert work.matches.since(NOW + HOUR) == ()


def test_a_correction_drops_what_never_was_and_finds_the_rest_when_it_was_first_seen(store: Store) -> None:
    off = watch("x", id=WatchId("off"), enabled=False)
    with store.begin() as work:
        work.watches.declare((FIRST, SECOND, off))
        work.articles.keep(article())
        work.matches.keep((match(1), match(1, "off")), NOW + HOUR)
        work.matches.correct(url(1), (match(1, "nato"),), NOW)
        assert work.matches.since(NOW + HOUR) == (match(1, "off"),)
        assert work.matches.since(NOW) == (match(1, "off"), match(1, "nato"))


def test_matches_are_listed_by_time_and_watch_the_newest_first(store: Store) -> None:
    with store.begin() as work:
        work.watches.declare((FIRST, SECOND))
        work.articles.keep(article())
        work.articles.keep(article(url=url(2)))
        work.matches.keep((match(1), match(1, "nato")), NOW)
        work.matches.keep((match(2),), NOW + HOUR)
        assert work.matches.since(None) == (match(2), match(1, "nato"), match(1))
        assert work.matches.since(NOW, TEST) == (match(2), match(1))
        assert work.matches.forget(TEST) == 2
        assert work.matches.since(None) == (match(1, "nato"),)


def test_a_match_of_a_watch_or_article_that_is_gone_is_passed_over(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article())
        work.matches.keep((match(1), match(7)), NOW)
        assert work.matches.since(None) == ()


def test_the_last_word_of_a_reader_counts(store: Store) -> None:
    with store.begin() as work:
        work.watches.add(FIRST)
        work.articles.keep(article())
        assert work.feedback.mark(url(1), TEST, Verdict.NOISE, NOW)
        assert work.feedback.mark(url(1), TEST, Verdict.WANTED, NOW)
        assert not work.feedback.mark(url(2), TEST, Verdict.NOISE, NOW)
        assert not work.feedback.mark(url(1), WatchId("none"), Verdict.NOISE, NOW)
        assert work.feedback.of_watch(TEST) == ((url(1), Verdict.WANTED),)
