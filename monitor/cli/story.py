"""farwatch story: look at one story, and decide by hand what belongs together."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json, print_shape, print_table
from monitor.cli.story_pages import ruling_line, show_lines
from monitor.model.errors import RulingError

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.articles import ArticleUrl
    from monitor.model.rulings import Answer, Ruling
    from monitor.model.stories import StoryId
    from monitor.services.rulings import Person
    from monitor.storage import Work

app = typer.Typer(no_args_is_help=True)

Story = Annotated[str, typer.Argument(help="The story's id, its beginning, or an address of one of its articles.")]
Why = Annotated[str, typer.Option("--why", help="Why; kept with the decision.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", help="Who decides; else the user of this machine.")]


@app.command()
def show(story: Story, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """A story's timeline: who reported first, how it spread, why each article is in it, what people decided."""
    from monitor.shapes import stories as shapes

    with opened(database, config) as app, app.store.reading() as work:
        listing = work.stories.listed(_story(work, story))
        if listing is None:
            not_so(f"story {story} holds no article any more")
        ruled = work.rulings.of_story(listing.id)
        names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
    if as_json:
        print_shape(shapes.story_page(listing, ruled, names))
        return
    lines, table = show_lines(listing, names)
    print("\n".join(lines))
    print_table(*table, empty="")
    for one in ruled:
        print(ruling_line(one))


@app.command()
def split(
    story: Story,
    article: Annotated[list[str], typer.Argument(help="Articles that tell of something else.", show_default=False)],
    why: Why = "",
    by: By = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Put articles of a story into one of their own. Nothing later joins the two again by itself.

    Example: farwatch story split 1a2b3c https://example.org/news/1 --why "another visit"
    """
    from monitor.services import rulings

    with opened(database, config) as app, _ruled():
        with app.store.reading() as work:
            named, urls = _story(work, story), tuple(_article(work, one) for one in article)
        _say(rulings.split(app.store, named, urls, _person(app, by, why)), as_json)


@app.command()
def merge(
    story: Story,
    other: Story,
    why: Why = "",
    by: By = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Bring the articles of the second story into the first. Nothing later parts them again by itself."""
    from monitor.services import rulings

    with opened(database, config) as app, _ruled():
        with app.store.reading() as work:
            one, two = _story(work, story), _story(work, other)
        _say(rulings.merge(app.store, one, two, _person(app, by, why)), as_json)


@app.command()
def lead(
    story: Story,
    article: Annotated[str, typer.Argument(help="The article to show first.", show_default=False)],
    why: Why = "",
    by: By = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Let an article lead its story, whatever the rule says."""
    from monitor.services import rulings

    with opened(database, config) as app, _ruled():
        with app.store.reading() as work:
            named, url = _story(work, story), _article(work, article)
        _say(rulings.lead(app.store, named, url, _person(app, by, why)), as_json)


@app.command()
def undo(
    decision: Annotated[int | None, typer.Argument(help="Its number; else the last one.", show_default=False)] = None,
    by: By = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Take a decision back: articles that nothing has moved since return to where they were."""
    from monitor.services import rulings

    with opened(database, config) as app, _ruled():
        _say(rulings.undo(app.store, decision, _person(app, by, "")), as_json)


@app.command()
def decisions(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """What people decided about stories, the last first."""
    from monitor.shapes import stories as shapes

    with opened(database, config) as app, app.store.reading() as work:
        found = work.rulings.all()
    for one in found:
        print_shape(shapes.decision(one)) if as_json else print(ruling_line(one))
    if not found and not as_json:
        print("Nobody has decided anything about a story.")


@app.command()
def proposals(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Pairs of stories that may be one, with the article that says so."""
    from monitor.shapes import stories as shapes

    with opened(database, config) as app, app.store.reading() as work:
        found = [
            (one, work.stories.listed(one.bridge.story), work.stories.listed(one.bridge.other))
            for one in work.proposals.open()
        ]
    if as_json:
        for one, story, other in found:
            print_shape(shapes.proposal(one, story, other))
        return
    rows = [
        (one.id, one.bridge.story, story and story.title, one.bridge.other, other and other.title, one.bridge.score)
        for one, story, other in found
    ]
    print_table(("no.", "story", "", "other", "", "score"), rows, empty="No two stories look like one.")
    for one, _, _ in found:
        print(f"{one.id}: {one.bridge.article} is in {one.bridge.story}; {'; '.join(one.bridge.evidence)}")


@app.command()
def accept(
    proposal: Annotated[int, typer.Argument(help="Its number.", show_default=False)],
    why: Why = "",
    by: By = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Merge the two stories of a proposal."""
    from monitor.model.rulings import Answer

    with opened(database, config) as app, _ruled():
        _answer(app, proposal, Answer.ACCEPTED, _person(app, by, why or f"proposal {proposal}"), as_json)


@app.command()
def decline(
    proposal: Annotated[int, typer.Argument(help="Its number.", show_default=False)],
    by: By = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Leave the two stories of a proposal apart; they are not asked about again."""
    from monitor.model.rulings import Answer

    with opened(database, config) as app, _ruled():
        _answer(app, proposal, Answer.DECLINED, _person(app, by, ""), as_json)


def _answer(app: App, number: int, said: Answer, person: Person, as_json: bool) -> None:
    from monitor.services import rulings

    proposal, ruling = rulings.answer(app.store, number, said, person)
    if ruling is not None:
        _say(ruling, as_json)
    elif as_json:
        print_json({"proposal": proposal.id, "answer": said.value, "by": person.by})
    else:
        print(f"Proposal {proposal.id} is declined; the two stories stay apart.")


def _say(ruling: Ruling, as_json: bool) -> None:
    from monitor.shapes import stories as shapes

    print_shape(shapes.decision(ruling)) if as_json else print(ruling_line(ruling))


def _person(app: App, by: str | None, why: str) -> Person:
    from monitor.services.rulings import Person

    return Person(by=by or _user(), why=why, at=app.clock())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "somebody"


def _story(work: Work, named: str) -> StoryId:
    """A story by its id, the beginning of it, or an article."""
    if "://" in named:
        story = work.stories.of_article(_article(work, named))
        if story is None:
            not_so(f"{named} is in no story")
        return story.id
    found = work.stories.id_of(named)
    if found is None:
        not_so(f"there is no story {named!r}, or several begin so")
    return found


def _article(work: Work, address: str) -> ArticleUrl:
    from monitor.model.addresses import canonical

    try:
        url = canonical(address)
    except ValueError as error:
        not_so(f"{address!r} is no address of an article: {error}")
    return work.articles.known_as(url) or url


@contextmanager
def _ruled() -> Iterator[None]:
    try:
        yield
    except RulingError as error:
        not_so(str(error))
