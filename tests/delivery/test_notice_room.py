"""A notice leaves room for what the bot writes around it: no text of a sender is ever shortened."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import locales
from bot.delivery.calls import call_for
from bot.delivery.rendering import visible_length
from bot.domain.messages import Attachment, Message, Moment, Push
from bot.domain.notices import (
    CAPTION_LIMIT,
    CAPTION_UNITS,
    MESSAGE_UNITS,
    TEXT_LIMIT,
    NoticeContent,
    NoticeKind,
    messages_of,
)
from bot.domain.rich_text import RichText
from bot.i18n import LOCALES, Texts
from bot.usecases.notice_letters import letters
from tests.domain.plans import plan

TEXTS = Texts.load(Path(locales.__file__).parent)
PHOTO, PAPER = Attachment("photo", "p"), Attachment("document", "d", "全文.docx")
CONTENTS = {
    "a full message": NoticeContent(RichText("党" * TEXT_LIMIT)),
    "a full caption": NoticeContent(RichText("党" * CAPTION_LIMIT), (PHOTO,)),
    "pages": NoticeContent(RichText("党" * (3 * TEXT_LIMIT))),
    "a plan in pages": NoticeContent(RichText(plan(13_000))),
    "a plan as a file": NoticeContent(RichText(plan(31_000)), whole=PAPER),
    "pictures alone": NoticeContent(attachments=(PHOTO, PHOTO)),
}
# The longest name a branch can have, of characters that count twice.
PLACE = "𠮷" * 60
CORRECTED = Message("fix-mark", {"at": Moment(date(2026, 12, 30), 23 * 60 + 59)})


def corrected(push: Push) -> Push:
    """The longest that a message can become: it was corrected, too."""
    if not push.message.key:
        return push
    return replace(push, message=replace(push.message, more=(*push.message.more, CORRECTED)))


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_whatever_is_written_around_a_text_fits(
    content: NoticeContent, locale: str, kind: NoticeKind
) -> None:
    pushes = letters(content, kind, PLACE)
    assert sum(max(1, len(push.attachments)) for push in pushes) == messages_of(content)
    said = ""
    for push in pushes:
        data = call_for(TEXTS, locale, corrected(push)).data
        words = data.get("text") or data.get("caption") or ""
        assert visible_length(words) <= (CAPTION_UNITS if push.attachments else MESSAGE_UNITS)
        said += words
    if not content.whole:
        assert all(said.count(each) >= content.text.text.count(each) for each in "党。、")
