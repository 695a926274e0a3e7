"""Formatting as people type it: the apps turn ``**bold**`` and the like into entities when they send."""

from __future__ import annotations

import re

from bot.sandbox.entities import Entity, utf16_length

_MARKS = (
    ("pre", re.compile(r"```\n?(.+?)\n?```", re.DOTALL)),
    ("code", re.compile(r"`([^`\n]+)`")),
    ("bold", re.compile(r"\*\*(?=\S)([^\n]+?)(?<=\S)\*\*")),
    ("italic", re.compile(r"__(?=\S)([^\n]+?)(?<=\S)__")),
    ("strikethrough", re.compile(r"~~(?=\S)([^\n]+?)(?<=\S)~~")),
    ("spoiler", re.compile(r"\|\|(?=\S)([^\n]+?)(?<=\S)\|\|")),
)


def typed(text: str) -> tuple[str, list[Entity]]:
    """The text without the marks, and the entities they stand for."""
    entities: list[Entity] = []
    for kind, mark in _MARKS:
        text = _taken(text, kind, mark, entities)
    return text, entities


def _taken(text: str, kind: str, mark: re.Pattern[str], entities: list[Entity]) -> str:
    at = 0
    while (found := mark.search(text, at)) is not None:
        start, stop = _at(text, found.start()), _at(text, found.end())
        solid = [one for one in entities if one["type"] in ("pre", "code")]
        if any(one["offset"] < stop and start < one["offset"] + one["length"] for one in solid):
            at = found.end()  # code keeps its characters
            continue
        before = _at(text, found.start(1)) - start
        after = stop - _at(text, found.end(1))
        _close_up(entities, stop - after, after)
        _close_up(entities, start, before)
        entities.append({"type": kind, "offset": start, "length": stop - start - before - after})
        text = text[: found.start()] + found[1] + text[found.end() :]
        at = found.start() + len(found[1])
    return text


def _close_up(entities: list[Entity], place: int, gone: int) -> None:
    """``gone`` units at ``place`` are taken out of the text."""
    for entity in entities:
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        start, stop = (at - min(gone, max(0, at - place)) for at in (start, stop))
        entity.update(offset=start, length=stop - start)


def _at(text: str, index: int) -> int:
    return utf16_length(text[:index])
