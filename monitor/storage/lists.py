"""Conditions on thousands of values: one parameter whatever their number, so one statement is compiled for all."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Connection, Text, any_, func, literal, select


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
