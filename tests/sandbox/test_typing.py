"""Formatting as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import utf16_length
from bot.sandbox.typing import typed
from tests.sandbox.world import World


def shown(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text, and what each entity covers."""
    plain, entities = typed(text)
    raw = plain.encode("utf-16-le")

    def covered(entity: dict[str, int]) -> str:
        start, stop = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        return raw[start:stop].decode("utf-16-le")

    return plain, [(entity["type"], covered(entity)) for entity in entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天**上午9点**开会", ("明天上午9点开会", [("bold", "上午9点")])),
        ("😀**😀😀**", ("😀😀😀", [("bold", "😀😀")])),
        ("**甲**和__乙__", ("甲和乙", [("bold", "甲"), ("italic", "乙")])),
        ("**甲__乙__丙**", ("甲乙丙", [("bold", "甲乙丙"), ("italic", "乙")])),
        ("~~旧~~||新||", ("旧新", [("strikethrough", "旧"), ("spoiler", "新")])),
        ("`a**b**`", ("a**b**", [("code", "a**b**")])),
        ("```\n一\n二\n```", ("一\n二", [("pre", "一\n二")])),
        ("2 ** 3 ** 4", ("2 ** 3 ** 4", [])),
        ("**不\n跨行**", ("**不\n跨行**", [])),
    ],
)
def test_marks_become_entities(text: str, expected: tuple[str, list[tuple[str, str]]]) -> None:
    assert shown(text) == expected


@given(st.text("字😀*_`~| \n", max_size=60))
def test_entities_always_lie_within_the_text(text: str) -> None:
    plain, entities = typed(text)
    for entity in entities:
        assert entity["offset"] >= 0
        assert 0 < entity["length"] <= utf16_length(plain) - entity["offset"]


def test_the_bot_gets_what_was_meant(world: World) -> None:
    world.do("send", user=world.li, text="**通知**", typed=True)
    world.do("send", user=world.li, text="**通知**")
    first, second = [update["message"] for update in world.updates()]
    assert (first["text"], first["entities"]) == ("通知", [{"type": "bold", "offset": 0, "length": 2}])
    assert second["text"] == "**通知**"
