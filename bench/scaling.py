"""What a set-up of any size needs, from measured costs: python -m bench.scaling [--outlets N …] [--articles-a-day N]

A model, not a measurement: it multiplies what one visit, page, article and mail cost on one core (below, each with the
command that measures it) with how many there are, at the busiest hour. docs/scaling.md says what the figures mean.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

# Milliseconds of one core.
VISIT = 43.0  # python -m bench.newsrooms: of a worker, with news and without, pages fetched
VISIT_KEPT = 14.0  # the same, in PostgreSQL: 20, less what its articles took
ARTICLE = 136.0  # python -m bench.ingesting: read, matched, indexed, its meaning, compared, placed
ARTICLE_KEPT = 3.0  # the same, in PostgreSQL
PLACED_ALONE = 5.5  # python bench/placing.py: 2.5 of it are what no two workers do at once, and then it is kept
# Kilobytes.
ARTICLE_STORED = 6.1  # farwatch housekeep --dry-run: with its index, memberships, entry and page facts
SKETCH, SKETCH_DAYS = 1.7, 60  # python -m bench.growth
DOCUMENT_STORED = 20.0  # compressed, for as long as ingest.keep_documents_days
FEED, PAGE = 12.0, 35.0  # over the wire, compressed
# Assumptions: of the pack's outlets, by their own rhythm.
VISITS_A_DAY, PEAK, DOCUMENT_DAYS = 60, 3.0, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """At the busiest hour, but for what is stored."""

    outlets: int
    visits_a_second: float
    articles_a_second: float
    polling_cores: float
    ingest_cores: float
    database_cores: float
    placing_share: float  # of the one turn that all workers share
    network_megabits: float
    stored_gigabytes_a_year: float
    documents_gigabytes: float


def need(outlets: int, articles_a_day: float) -> Need:
    visits = outlets * VISITS_A_DAY / 86_400 * PEAK
    articles = outlets * articles_a_day / 86_400 * PEAK
    a_day = outlets * articles_a_day
    return Need(
        outlets=outlets,
        visits_a_second=visits,
        articles_a_second=articles,
        polling_cores=visits * VISIT / 1000,
        ingest_cores=articles * ARTICLE / 1000,
        database_cores=(visits * VISIT_KEPT + articles * ARTICLE_KEPT) / 1000,
        placing_share=articles * PLACED_ALONE / 1000,
        network_megabits=(visits * FEED + articles * PAGE) * 8 / 1000,
        stored_gigabytes_a_year=a_day * (365 * ARTICLE_STORED + SKETCH_DAYS * SKETCH) / 1e6,
        documents_gigabytes=a_day * DOCUMENT_DAYS * DOCUMENT_STORED / 1e6,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--articles-a-day", type=float, default=30.0)
    options = parser.parse_args()
    print("| outlets | visits/s | articles/s | polling, cores | ingest, cores | database, cores | placing | network |")
    print("|---|---|---|---|---|---|---|---|")
    for one in (need(outlets, options.articles_a_day) for outlets in options.outlets):
        print(
            f"| {one.outlets:,} | {one.visits_a_second:.1f} | {one.articles_a_second:.1f} | {one.polling_cores:.2f}"
            f" | {one.ingest_cores:.2f} | {one.database_cores:.2f} | {one.placing_share:.0%}"
            f" | {one.network_megabits:.0f} Mbit/s |"
        )
    print("\n| outlets | articles and index a year | raw pages, 14 days |\n|---|---|---|")
    for one in (need(outlets, options.articles_a_day) for outlets in options.outlets):
        print(f"| {one.outlets:,} | {one.stored_gigabytes_a_year:,.0f} GB | {one.documents_gigabytes:,.0f} GB |")


if __name__ == "__main__":
    main()
