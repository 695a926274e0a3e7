"""Texts made to keep the bot busy: finding headings and cutting takes time in proportion to their length."""

from __future__ import annotations

import time

import pytest

from bot.domain.long_text import split
from bot.domain.notices import MOST_PARTS, TEXT_LIMIT, NoticeContent, messages_of
from bot.domain.rich_text import RichText

LONGEST = 60_000  # characters of a notice
SECONDS = 8.0  # of work; what takes time in proportion needs a fraction, what does not took a minute
WIDE = (" " * 1999 + "x", "。" + " " * 500 + "1")
PIECES = ("（一", "鄉(", "鄉(xi", *WIDE, "第一章", "1、", "一\n", "a@b.", "😀")


@pytest.mark.parametrize("piece", PIECES)
def test_it_takes_no_longer_than_its_length(piece: str) -> None:
    text = RichText((piece * LONGEST)[:LONGEST])
    began = time.process_time()
    messages_of(NoticeContent(text))
    messages_of(NoticeContent(text.slice(0, MOST_PARTS * TEXT_LIMIT)))
    split(text, TEXT_LIMIT)
    assert time.process_time() - began < SECONDS
