"""A push in words: with its reason, in a language of ours, and never longer than Telegram takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.rendering import LIMIT, TooLongError, letter, visible_length
from bot.domain.messages import Button, Message
from bot.domain.rich_text import RichText, Span, Style
from bot.text_files import MissingText
from tests.delivery.post import WHY, texts

TEXTS = texts()
LONG = st.text(alphabet="雪🌟<&a \n", min_size=1, max_size=40).map(lambda text: text * 300)


def note(text: str) -> Message:
    return Message("note", {"text": text})


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en", None, "tlh", ""])
def test_a_short_one_is_whole(locale: str | None) -> None:
    buttons = ((Button("button-ok", "ok"), Button("button-ok", url="https://t.me/x")),)
    found = letter(TEXTS, locale, replace(note("<扫雪>"), buttons=buttons), WHY)
    assert found.text == "&lt;扫雪&gt;\n\n<i>Why</i>"
    assert found.keyboard is not None
    assert [button.callback_data for button in found.keyboard.inline_keyboard[0]] == ["ok", None]
    assert letter(TEXTS, locale, note("x"), WHY).keyboard is None


@given(first=LONG, second=LONG)
def test_a_long_one_is_shortened_no_more_than_needed(first: str, second: str) -> None:
    message = replace(note(first), more=(note(second), Message("hello")))
    found = letter(TEXTS, "en", message, WHY).text
    assert visible_length(found) <= LIMIT
    assert found.endswith("\nHello\n\n<i>Why</i>")
    whole = len((first + second).encode("utf-16-le")) // 2 + len("\n\nHello\n\nWhy")
    if whole <= LIMIT:
        assert "…" not in found
    else:
        assert visible_length(found) > LIMIT / 4
        assert "…" in found


def test_just_as_long_as_it_may_be() -> None:
    room = LIMIT - len("\n\nWhy")
    assert "…" not in letter(TEXTS, "en", note("a" * room), WHY).text
    shortened = letter(TEXTS, "en", note("a" * (room + 1)), WHY).text
    assert shortened == "a" * (room - 1) + "…\n\n<i>Why</i>"
    assert visible_length(shortened) == LIMIT


def test_formatted_text_is_shortened_with_its_formatting() -> None:
    rich = RichText("🌟雪" * 2000, (Span(Style.BOLD, 0, 3990),))
    found = letter(TEXTS, "en", Message("note", {"text": rich}), WHY).text
    assert LIMIT - 1 <= visible_length(found) <= LIMIT
    assert found.startswith("<b>🌟雪")
    assert found.endswith("</b>…\n\n<i>Why</i>")


def test_without_a_reason_or_without_words() -> None:
    assert letter(TEXTS, "en", note("x"), "").text == "x"
    assert letter(TEXTS, "en", Message(""), WHY).text == "<i>Why</i>"
    assert letter(TEXTS, "en", Message(""), "").text == ""


def test_one_that_cannot_be_shortened() -> None:
    with pytest.raises(TooLongError):
        letter(TEXTS, "en", Message("hello", more=(Message("hello"),) * 1000), WHY)
    with pytest.raises(MissingText):
        letter(TEXTS, "en", note("x"), "no-such-reason")
