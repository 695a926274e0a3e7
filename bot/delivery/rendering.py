"""Messages as data, in words: Telegram HTML and inline keyboards."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.messages import Buttons, Message
from bot.i18n import Texts


def words(texts: Texts, locale: str, message: Message) -> str:
    """A message in one language, as Telegram HTML."""
    if not message.more:
        return texts.format(locale, message.key, message.values)
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
