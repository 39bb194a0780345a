"""Conditions on thousands of values: one parameter whatever their number, so one statement is compiled for all."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Connection, Select, Text, any_, func, literal, select

T = TypeVar("T")

# Named in some 3 ms; of a million rows, a page of 50 among more than these is full after 17,000 on average, in 50 ms.
FEW = 3_000


def is_word(connection: Connection, column: ColumnElement[str], words: Collection[str]) -> ColumnElement[bool]:
    """Whether the column is one of the words."""
    if connection.dialect.name == "sqlite":
        return _in_json(column, words)
    return column == any_(literal(list(words), ARRAY(Text())))


def is_number(connection: Connection, column: ColumnElement[int], numbers: Collection[int]) -> ColumnElement[bool]:
    """Whether the column is one of the numbers."""
    if connection.dialect.name == "sqlite":
        return _in_json(column, numbers)
    return column == any_(literal(list(numbers), ARRAY(BigInteger())))


def few(connection: Connection, asked: Select[T]) -> tuple[T, ...] | None:
    """All rows of a statement of one column, where they are few; None where they are many.

    A list that is read from its newest row on until a page is full is soon full where many rows fit, and where few
    fit, it is read to its end: those are named first.
    """
    rows = tuple(connection.execute(asked.limit(FEW + 1)).scalars())
    return rows if len(rows) <= FEW else None


def listed(connection: Connection, words: Collection[str]) -> ColumnElement[str]:
    """The words as a column to select, in their order."""
    if connection.dialect.name == "sqlite":
        return func.json_each(json.dumps(list(words))).table_valued("value").c.value
    return func.unnest(literal(list(words), ARRAY(Text())))


def _in_json(
    column: ColumnElement[str] | ColumnElement[int], values: Collection[str] | Collection[int]
) -> ColumnElement[bool]:
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))
