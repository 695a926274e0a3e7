"""What a notice is made of, and the states it goes through."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Attachment
from bot.domain.notices import (
    CAPTION_LIMIT,
    MOST_PARTS,
    TEXT_LIMIT,
    Answer,
    NoticeContent,
    NoticeKind,
    NoticeState,
    answers,
    content_from_json,
    content_to_json,
    may_become,
    messages_of,
    needs_file,
    parts,
    seconds_to_send,
)
from bot.domain.rich_text import RichText, units
from tests.domain.plans import plan
from tests.domain.records import unhurried
from tests.domain.rich_texts import rich_texts

PHOTO, PAPER = Attachment("photo", "p1"), Attachment("document", "d1", "计划.docx")
WHOLE = Attachment("document", "w1", "通知全文.docx")
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
    ("ended", "sending"),
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


def shape(content: NoticeContent) -> list[str]:
    """Each message in a word: pictures, files, and how its text goes."""
    said = []
    for part in parts(content):
        kinds = "+".join(each.kind for each in part.attachments)
        text = "" if part.text is None else "headings" if part.summary else f"{part.page}/{part.pages}"
        said.append(f"{kinds} {text}".strip())
    return said


SHORT, LONG, VERY_LONG = RichText("明天开会"), RichText("党" * (CAPTION_LIMIT + 1)), RichText(plan(30_000))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (NoticeContent(), []),
        (NoticeContent(SHORT), ["1/1"]),
        (NoticeContent(SHORT, (PHOTO,)), ["photo 1/1"]),
        (NoticeContent(SHORT, (PAPER,)), ["document 1/1"]),
        (NoticeContent(LONG, (PHOTO,)), ["photo", "1/1"]),
        (NoticeContent(LONG, (PAPER,)), ["document", "1/1"]),
        (NoticeContent(attachments=(PHOTO,)), ["photo"]),
        (NoticeContent(attachments=(PHOTO, PHOTO)), ["photo+photo", "1/1"]),
        (NoticeContent(SHORT, (PHOTO, PHOTO)), ["photo+photo", "1/1"]),
        (NoticeContent(SHORT, (PAPER, PHOTO, PHOTO)), ["photo+photo", "document 1/1"]),
        (NoticeContent(SHORT, (PHOTO, PAPER)), ["photo", "document 1/1"]),
        (NoticeContent(LONG, (PHOTO, PAPER)), ["photo", "document", "1/1"]),
        (NoticeContent(RichText(plan(9_000)), (PHOTO,)), ["photo", "1/3", "2/3", "3/3"]),
        (NoticeContent(VERY_LONG, (PHOTO, PAPER), WHOLE), ["photo", "document", "document headings"]),
        (NoticeContent(SHORT, whole=WHOLE), ["1/1"]),
    ],
)  # fmt: skip
def test_the_messages_of_a_notice(content: NoticeContent, said: list[str]) -> None:
    assert shape(content) == said


def test_a_text_that_needs_a_file_is_not_sent_without_it() -> None:
    content = NoticeContent(RichText(plan(30_000)))
    assert needs_file(content)
    with pytest.raises(ValueError):
        parts(content)
    assert messages_of(content) == 1


def test_what_needs_a_file() -> None:
    assert not needs_file(NoticeContent())
    assert not needs_file(NoticeContent(RichText("党" * TEXT_LIMIT * (MOST_PARTS - 1))))
    assert needs_file(NoticeContent(RichText("党" * (TEXT_LIMIT * MOST_PARTS + 1))))


amounts = st.sampled_from([0, 10, 400, 700, 3_000, 5_000, 14_000, 31_000])


@unhurried
@given(amounts, st.integers(0, 23), st.integers(0, 3), st.randoms(use_true_random=False))
def test_any_notice_goes_as_messages_that_telegram_takes(length, photos, papers, random) -> None:
    given_files = [*[PHOTO] * photos, *[PAPER] * papers]
    random.shuffle(given_files)
    content = NoticeContent(RichText(plan(length)), tuple(given_files), WHOLE)
    found = parts(content)
    assert bool(found) is not content.is_empty
    assert sum(part.cost for part in found) == messages_of(content)
    for at, part in enumerate(found, start=1):
        assert (part.number, part.of) == (at, len(found))
        assert part.is_last is (at == len(found))
        assert not (part.is_last and part.is_album), "an album has no buttons"
        assert len(part.attachments) <= 10
        assert not part.is_album or {each.kind for each in part.attachments} == {"photo"}
        assert part.text is None or part.text.units <= (CAPTION_LIMIT if part.attachments else TEXT_LIMIT)
        assert part.text is not None or part.attachments
    sent = [each for part in found for each in part.attachments]
    whole = [WHOLE] if needs_file(content) else []
    assert sent == [*[PHOTO] * photos, *[PAPER] * papers, *whole]
    if not whole:
        said = "".join(part.text.text for part in found if part.text)
        assert "".join(said.split()) == "".join(content.text.text.split())
        assert len([part for part in found if part.text]) <= MOST_PARTS


@pytest.mark.parametrize(
    ("people", "groups", "messages", "rate", "seconds"),
    [
        (0, 0, 3, 29.5, 0),
        (5, 0, 0, 29.5, 0),
        (1, 0, 1, 29.5, 1),
        (2950, 0, 1, 29.5, 100),
        (2900, 50, 1, 29.5, 100),
        (2950, 0, 3, 29.5, 300),
        (10, 0, 4, 29.5, 3),  # one chat gets one message a second
        (0, 2, 21, 29.5, 60),  # a group twenty a minute
        (5000, 0, 21, 1000, 105),
    ],
)
def test_how_long_it_takes(people: int, groups: int, messages: int, rate: float, seconds: int) -> None:
    assert seconds_to_send(people, groups, messages, rate) == seconds


def test_the_limits_leave_room_for_what_the_bot_adds() -> None:
    assert 4096 - TEXT_LIMIT == 1024 - CAPTION_LIMIT == 340
    assert units("党" * TEXT_LIMIT) == TEXT_LIMIT
