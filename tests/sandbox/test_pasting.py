"""Long texts: cut as the apps cut them, with nothing lost but white space at the cuts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import utf16_length
from bot.sandbox.errors import ControlError
from bot.sandbox.pasting import LIMIT, in_pieces
from tests.sandbox.world import World

APPS = ("android", "ios")


def paragraphs(length: int, count: int) -> str:
    return "\n".join(f"第{n:02}段" + "字" * (length - 5) for n in range(count))


def texts_of(world: World) -> list[str]:
    return [update["message"]["text"] for update in world.updates()]


def test_android_cuts_near_the_limit_and_ios_after_a_whole_paragraph() -> None:
    text = paragraphs(900, 12)
    android = [len(part) for part, _ in in_pieces(text, [], "android")]
    ios = [len(part) for part, _ in in_pieces(text, [], "ios")]
    assert android == [4096, 4003, 2699]  # the second finds the end of a paragraph near the limit
    assert ios == [4 * 900 - 1] * 3


def test_android_prefers_a_blank_line_in_the_last_stretch() -> None:
    text = "字" * 3850 + "\n\n" + "字" * 100 + "\n" + "字" * 3000
    assert [len(part) for part, _ in in_pieces(text, [], "android")] == [3850, 3101]
    far = "字" * 3700 + "\n\n" + "字" * 4000
    assert [len(part) for part, _ in in_pieces(far, [], "android")] == [4096, 3606]


@pytest.mark.parametrize("app", APPS)
def test_no_character_is_cut_in_two(app: str) -> None:
    parts = in_pieces("a" + "😀" * 4096, [], app)
    assert [utf16_length(part) for part, _ in parts] == [4095, 4096, 2]


@given(st.lists(st.text("字😀a. \n", max_size=700), max_size=30), st.sampled_from(APPS))
def test_only_white_space_is_lost(parts: list[str], app: str) -> None:
    text = "".join(parts)
    pieces = [part for part, _ in in_pieces(text, [], app)]
    assert all(0 < utf16_length(part) <= LIMIT for part in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@given(st.integers(0, 9000), st.integers(1, 4000), st.sampled_from(APPS))
def test_formatting_stays_on_its_words(offset: int, length: int, app: str) -> None:
    text = "字词。\n" * 3000
    marked = {"type": "bold", "offset": offset, "length": length}
    found = "".join(
        part[entity["offset"] : entity["offset"] + entity["length"]]
        for part, entities in in_pieces(text, [marked], app)
        for entity in entities
    )
    assert re.sub(r"\s", "", found) == re.sub(r"\s", "", text[offset : offset + length])


def test_a_long_text_comes_as_several_messages_in_order(world: World) -> None:
    text = paragraphs(900, 12)
    sent = world.do("send", user=world.li, text=text, app="ios")
    assert len(sent) == 3
    assert "\n".join(texts_of(world)) == text
    assert all("media_group_id" not in message for message in sent)


def test_another_app_is_refused(world: World) -> None:
    with pytest.raises(ControlError):
        world.do("send", user=world.li, text="字" * 5000, app="symbian")


def test_typed_entities_and_captions_keep_them(world: World) -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    world.do("send", user=world.li, text="通知大家", entities=[bold])
    [update] = world.updates()
    assert update["message"]["entities"] == [bold]
