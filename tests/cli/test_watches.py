from collections.abc import Callable

Farwatch = Callable[..., object]


def test_a_watch_is_added_listed_and_removed(farwatch) -> None:
    added = farwatch("watch", "add", "NATO–Japan", "@nato AND @japan", "--json")
    assert (added.code, added.rows[0]["id"]) == (0, "nato-japan")
    assert "nato-japan" in {row["id"] for row in farwatch("watch", "list", "--json").rows}
    assert farwatch("watch", "remove", "nato-japan").code == 0
    assert "nato-japan" not in {row["id"] for row in farwatch("watch", "list", "--json").rows}


def test_a_watch_is_shown_as_it_is_understood(farwatch) -> None:
    farwatch("watch", "add", "office", '"офіс зв\'язку"   (НАТО or   Альянс)')
    said = farwatch("watch", "show", "office", "--json")
    assert said.code == 0
    assert farwatch("watch", "add", "again", said.rows[0]["query"]).code == 0


def test_a_wrong_query_names_its_column(farwatch) -> None:
    said = farwatch("watch", "add", "broken", "@nato AND (")
    assert said.code == 2
    assert "column 12" in said.err
    assert "Traceback" not in said.err


def test_an_unknown_concept_is_told_with_the_nearest(farwatch) -> None:
    said = farwatch("watch", "add", "broken", "@nato AND @japn")
    assert (said.code, "@japan" in said.err) == (2, True)


def test_a_second_watch_of_the_same_name_is_refused(farwatch) -> None:
    farwatch("watch", "add", "office", "офіс")
    assert farwatch("watch", "add", "Office", "бюро").code == 2


def test_a_declared_watch_is_removed_in_its_file(farwatch) -> None:
    said = farwatch("watch", "remove", "nato-indo-pacific")
    assert (said.code, "config/watches/nato-indo-pacific.toml" in said.err) == (2, True)


def test_a_watch_that_is_not_there_is_exit_code_1(farwatch) -> None:
    assert farwatch("watch", "show", "nothing").code == 1


def test_a_concept_shows_its_forms(farwatch) -> None:
    rows = farwatch("concept", "show", "japan", "--json").rows
    assert {"Японією", "Japonią"} <= {row["form"] for row in rows if row["generated"]}
    assert "日本" in {row["form"] for row in rows if not row["generated"]}


def test_a_watch_in_place_of_a_declared_one_is_given_back_to_its_file_with_what_it_found(farwatch) -> None:
    farwatch("watch", "edit", "nato-indo-pacific", "@nato AND @japan")
    said = farwatch("watch", "remove", "nato-indo-pacific")
    assert (said.code, "stands again" in said.out) == (0, True)
    rows = {row["id"]: row for row in farwatch("watch", "list", "--json").rows}
    assert rows["nato-indo-pacific"]["query"] != "@nato AND @japan"
