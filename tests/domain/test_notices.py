"""What a notice is made of, and the states it goes through."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Attachment
from bot.domain.notices import (
    Answer,
    NoticeContent,
    NoticeKind,
    NoticeState,
    answers,
    content_from_json,
    content_to_json,
    may_become,
)
from bot.domain.rich_text import RichText
from tests.domain.records import unhurried
from tests.domain.rich_texts import rich_texts

PHOTO, PAPER = Attachment("photo", "p1"), Attachment("document", "d1", "计划.docx")
attachments = st.builds(Attachment, st.sampled_from(["photo", "document"]), st.text(min_size=1), st.text())
contents = st.builds(
    NoticeContent, rich_texts(), st.lists(attachments, max_size=4).map(tuple), st.none() | attachments
)


@unhurried
@given(contents)
def test_json(content: NoticeContent) -> None:
    assert content_from_json(json.loads(json.dumps(content_to_json(content)))) == content


def test_pictures_and_files() -> None:
    content = NoticeContent(RichText("会"), (PHOTO, PAPER, PHOTO))
    assert content.photos == (PHOTO, PHOTO)
    assert content.documents == (PAPER,)


@pytest.mark.parametrize(
    ("content", "empty"),
    [
        (NoticeContent(), True),
        (NoticeContent(RichText(" \n")), True),
        (NoticeContent(RichText("会")), False),
        (NoticeContent(attachments=(PHOTO,)), False),
    ],
)
def test_nothing_to_send(content: NoticeContent, empty: bool) -> None:
    assert content.is_empty is empty


ALLOWED = {
    ("awaiting-approval", "scheduled"),
    ("awaiting-approval", "sending"),
    ("awaiting-approval", "cancelled"),
    ("scheduled", "sending"),
    ("scheduled", "cancelled"),
    ("sending", "ended"),
    ("sending", "stopped"),
    ("sending", "withdrawn"),
    ("ended", "withdrawn"),
    ("stopped", "withdrawn"),
}


def test_states() -> None:
    assert {(a, b) for a in NoticeState for b in NoticeState if may_become(a, b)} == ALLOWED


def test_answers() -> None:
    assert answers(NoticeKind.NOTICE) == (Answer.READ,)
    assert answers(NoticeKind.CALL_UP) == (Answer.AVAILABLE, Answer.COMING, Answer.CANNOT)


def test_names_that_are_stored_stay() -> None:
    assert [*NoticeKind] == ["notice", "call-up"]
    assert [*Answer] == ["read", "available", "coming", "cannot"]
    assert [*NoticeState] == [
        "awaiting-approval",
        "scheduled",
        "sending",
        "ended",
        "stopped",
        "cancelled",
        "withdrawn",
    ]
