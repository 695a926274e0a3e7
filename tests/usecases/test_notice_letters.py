"""What recipients get: whole in every language, with the buttons on the last message and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import locales
from bot.delivery.calls import call_for
from bot.delivery.rendering import visible_length
from bot.domain.audience import Audience
from bot.domain.messages import Attachment, Lane, Term, WhenUnknown
from bot.domain.notices import CAPTION_LIMIT, TEXT_LIMIT, NoticeContent, NoticeKind
from bot.domain.rich_text import RichText
from bot.i18n import LOCALES, Texts
from bot.usecases.notice_letters import headline, letters, place_of
from storage.database import Database
from tests.usecases.noticing import FILE, PHOTO
from tests.usecases.village import ADMINISTERS, EAST, WEST, Village

TEXTS = Texts.load(Path(locales.__path__[0]), "zh-Hans")
LONG_PLACE = "某某某某某某某某县某某某某某某某某镇" * 8
ALBUM = tuple(Attachment("photo", str(number)) for number in range(3))

contents = st.builds(
    NoticeContent,
    st.sampled_from([0, 1, CAPTION_LIMIT, CAPTION_LIMIT + 1, TEXT_LIMIT, TEXT_LIMIT + 1, 3 * TEXT_LIMIT]).map(
        lambda count: RichText("文" * count)
    ),
    st.sampled_from([(), (PHOTO,), (FILE,), ALBUM, (PHOTO, FILE), (*ALBUM, FILE)]),
).filter(lambda content: not content.is_empty)


@settings(max_examples=60)
@given(contents, st.sampled_from(LOCALES), st.sampled_from(NoticeKind))
def test_nothing_is_cut_and_every_call_is_possible(
    content: NoticeContent, locale: str, kind: NoticeKind
) -> None:
    pushes = letters(content, kind, LONG_PLACE, 2**62)
    said = ""
    for push in pushes:
        data = dict(call_for(TEXTS, locale, push).data)
        text = data.get("text", data.get("caption", ""))
        assert visible_length(text) <= (1024 if push.attachments else 4096)
        assert "…" not in text
        assert ("reply_markup" in data) == (push is pushes[-1])
        said += text
    assert said.count("文") == len(content.text.text)
    assert [one for push in pushes for one in push.attachments] == list(content.attachments)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_stands_for_a_text_too_long_for_messages(locale: str) -> None:
    long = RichText("第一章 总则\n\n" + "很长的一段话。\n" * 4000)
    (push,) = letters(NoticeContent(long, (), FILE), NoticeKind.NOTICE, "东关社区党支部", 7)
    caption = call_for(TEXTS, locale, push).data["caption"]
    assert "第一章 总则" in caption
    assert visible_length(caption) <= 1024
    assert push.attachments == (FILE,)


def test_a_call_up_is_urgent() -> None:
    content = NoticeContent(RichText("到村部集合"))
    (plain,) = letters(content, NoticeKind.NOTICE, "东关")
    (urgent,) = letters(content, NoticeKind.CALL_UP, "东关")
    assert (plain.lane, plain.when_unknown) == (Lane.NOTICE, WhenUnknown.KEEP)
    assert (urgent.lane, urgent.when_unknown) == (Lane.URGENT, WhenUnknown.RESEND)
    assert [button.data for button in plain.message.buttons[0]] == ["rcp.ok:0"]
    assert len(urgent.message.buttons[0]) == 3


async def test_whose_notice_it_is(database: Database) -> None:
    village = await Village.settled(database)
    for audience, place in (
        (Audience((EAST,)), "东关社区党支部"),
        (Audience((EAST, WEST)), "城关镇党委"),
        (Audience(committees=(ADMINISTERS,)), "城关镇党委"),
        (Audience(everywhere=True), Term("sending-place")),
        (Audience(), Term("sending-place")),
    ):
        assert await village.database.read(place_of, audience) == place


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("\n  通知 \n正文", "通知"),
        ("朗读\n关于冬季护林防火的安排\n各组：", "关于冬季护林防火的安排"),
        ("集合！\n带铁锹", "集合！"),
        ("字" * 40, "字" * 40),
        ("字" * 41, "字" * 39 + "…"),
    ],
)
def test_the_headline_is_the_first_line_that_says_something(text: str, line: str) -> None:
    assert headline(NoticeContent(RichText(text), (PHOTO,))) == line
