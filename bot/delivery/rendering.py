"""Messages as data, in words: Telegram HTML and inline keyboards."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.domain.messages import Buttons, Message, Value
from bot.domain.rich_text import RichText, units
from bot.i18n import Texts

LIMIT = MessageLimit.MAX_TEXT_LENGTH
CAPTION_LIMIT = MessageLimit.CAPTION_LENGTH
SHORTEST = 40  # UTF-16 units that are left of a text value at least
_TAG = re.compile("<[^>]*>")


class TooLongError(ValueError):
    """A message is too long for Telegram, and nothing in it can be shortened."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A push in its reader's words."""

    text: str
    keyboard: InlineKeyboardMarkup | None


def words(texts: Texts, locale: str, message: Message) -> str:
    """A message in one language, as Telegram HTML; a message without a key has no words of its own."""
    if not message.more:
        return texts.format(locale, message.key, message.values) if message.key else ""
    return "\n".join(texts.format(locale, line.key, line.values) for line in (message, *message.more))


def keyboard(texts: Texts, locale: str, buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Inline buttons in one language; None when there are none."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    texts.format(locale, button.key, button.values, html=False),
                    callback_data=button.data,
                    url=button.url,
                )
                for button in row
            ]
            for row in buttons
        ]
    )


def letter(texts: Texts, locale: str | None, message: Message, reason: str, limit: int = LIMIT) -> Letter:
    """A push with the line that says why it came, if there is one; in the default locale when ``locale`` is
    none of ours.

    What people wrote is shortened where the whole would not fit into ``limit`` UTF-16 units. Raises
    ``MissingText``, or ``TooLongError`` when that does not help.
    """
    ours = texts.locale_for(locale)
    why = f"<i>{texts.format(ours, reason)}</i>" if reason else ""
    text = _above(words(texts, ours, message), why)
    while (excess := visible_length(text) - limit) > 0:
        message = _shortened(message, excess)
        text = _above(words(texts, ours, message), why)
    return Letter(text, keyboard(texts, ours, message.buttons))


def _above(text: str, why: str) -> str:
    return f"{text}\n\n{why}" if text and why else text or why


def visible_length(text: str) -> int:
    """The length of Telegram HTML as Telegram counts it: without tags, in UTF-16 code units."""
    return units(html.unescape(_TAG.sub("", text)))


def _shortened(message: Message, excess: int) -> Message:
    """The message with its longest text value shorter by ``excess`` units, or by as much as it can give."""
    found = max(_texts(message), default=None)
    if found is None or found[0] <= SHORTEST:
        raise TooLongError(f"{message.key}: too long by {excess}")
    length, line, name = found
    lines = [replace(message, more=()), *message.more]
    value = lines[line].values[name]
    kept = max(SHORTEST, length - excess) - 1  # one for the ellipsis
    lines[line] = replace(lines[line], values={**lines[line].values, name: _cut(value, kept)})
    return replace(lines[0], more=tuple(lines[1:]))


def _cut(value: Value, kept: int) -> Value:
    """The first ``kept`` units of a text, with an ellipsis for the rest."""
    if isinstance(value, RichText):
        # Each character is one unit at least; the few that are two are found by counting.
        end = kept
        while units(value.text[:end]) > kept:
            end -= 1
        return value.slice(0, end).stripped().joined(RichText("…"))
    text = str(value).encode("utf-16-le", "surrogatepass")[: 2 * kept].decode("utf-16-le", "ignore")
    return text.rstrip() + "…"


def _texts(message: Message) -> Iterator[tuple[int, int, str]]:
    """Length, line and name of each text value."""
    for number, line in enumerate((message, *message.more)):
        for name, value in line.values.items():
            if isinstance(value, str):
                yield units(value), number, name
            elif isinstance(value, RichText):
                yield value.units, number, name
