"""What is said of study: an item is the same when it is sent, looked at beforehand and opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.long_text import split
from bot.domain.messages import Attachment, Button, Buttons, Lane, Message, Push, Value
from bot.domain.notices import CAPTION_LIMIT, TEXT_LIMIT
from bot.domain.rich_text import RichText
from bot.domain.study import Item, ItemKind, as_hours

KIND_ITEM = "study-item"
KIND_REMINDER = "study-reminder"
KIND_WEEK = "study-week"
PREVIEW = 0  # the item id in the buttons of a preview
STALE = timedelta(days=7)  # what could not be sent for so long is found in /study


def subject_of(item_id: int) -> str:
    """By which everything that is sent of an item, or reminds of it, is taken back."""
    return f"study:{item_id}"


def item_button(item_id: int, kind: ItemKind, *, is_begun: bool = False) -> Button:
    """完成学习, or for a quiz the way to its questions."""
    if kind is ItemKind.QUIZ:
        return Button("study-button-quiz-on" if is_begun else "study-button-quiz", f"qz.go:{item_id}")
    return Button("study-button-done", f"st.done:{item_id}")


def item_buttons(item: Item, item_id: int, *, done: bool = False) -> Buttons:
    """The buttons below an item: its link, and 完成学习 unless it is finished."""
    rows = []
    if item.url:
        rows.append((Button("study-button-link", url=item.url),))
    if not done:
        rows.append((item_button(item_id, item.kind),))
    return tuple(rows)


def letters(
    item: Item, item_id: int, plan: str, now: datetime | None, *, done: bool = False
) -> tuple[Push, ...]:
    """One push for each message of an item; the last has the buttons.

    ``plan``: the title of what it belongs to; ``now``: when it is sent, None when somebody asked for it.
    """
    limit = CAPTION_LIMIT if item.attachment else TEXT_LIMIT
    head: dict[str, Value] = {"plan": plan, "title": item.title, "hours": as_hours(item.minutes)}
    pieces: list[RichText] = list(split(item.text, TEXT_LIMIT)) if item.text else []
    files: list[Attachment] = [item.attachment] if item.attachment else []
    first = Message("study-item", head)
    if pieces and pieces[0].units + len(item.title) + len(plan) <= limit:
        first = replace(first, more=(Message("study-item-text", {"text": pieces.pop(0)}),))
    messages = [first, *(Message("study-item-text", {"text": piece}) for piece in pieces)]
    messages[-1] = replace(messages[-1], buttons=item_buttons(item, item_id, done=done))
    reason = "reason-study-item" if now is not None else ""
    expires = now + STALE if now is not None else None
    return tuple(
        Push(
            KIND_ITEM,
            Lane.REMINDER,
            message,
            reason if message is messages[-1] else "",
            expires_at=expires,
            attachments=tuple(files) if at == 0 else (),
            subject=subject_of(item_id) if item_id else "",
        )
        for at, message in enumerate(messages)
    )
