"""更正 and 撤回: what becomes of the messages that are out, and who may do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.messages import Lane, Operation, message_to_json
from bot.domain.notices import Answer, NoticeKind, NoticeState
from bot.domain.rich_text import RichText, Span, Style
from bot.errors import UserError
from bot.usecases import notice_changes, nudges, receipts, sending, withdrawing
from bot.usecases.notice_changes import Correction
from storage import drafts
from storage.database import Database, Transaction
from storage.notices import NoticeRow, get
from storage.queue_rows import LANE_ORDER
from storage.receipts import counts
from storage.schema import delivery, notice, push
from tests.usecases.noticing import (
    EAST_CHAT,
    FILE,
    PHOTO,
    WHOLE_COMMITTEE,
    account_of,
    ends,
    noticing,
    said,
    sent,
)
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    OTHER_MEMBER,
    SECRETARY,
    WEST_SECRETARY,
    Village,
)

FIELD = "chg.text"
WRONG, RIGHT = "周六上午九点在村部打扫。", "周日上午九点在村部打扫。"
LONG = "关于防汛工作的安排\n" + "请各位党员做好准备，注意安全。" * 400


@pytest.fixture
async def village(database: Database) -> Village:
    return await noticing(database)


async def out(village: Village, text: str = WRONG, who: int = SECRETARY, **more: Any) -> NoticeRow:
    """A notice that has arrived at everybody."""
    piece = said(text, attachment=more.pop("attachment", None))
    notice_row = await sent(village, who, piece=piece, **more)
    await ends(village, notice_row.id, "sent")
    return notice_row


async def writes(village: Village, notice_id: int, text: str | RichText, who: int = SECRETARY) -> Correction:
    """更正, and a text."""
    begun = await village.does(who, notice_changes.start_correction, notice_id, FIELD, NOW)
    rich = RichText(text) if isinstance(text, str) else text
    return await village.does(who, notice_changes.add_text, begun.draft_id, rich, FIELD, NOW)


async def corrects(village: Village, notice_id: int, text: str = RIGHT, who: int = SECRETARY) -> int:
    written = await writes(village, notice_id, text, who)
    if written.is_cut:
        await village.does(who, notice_changes.all_sent, written.draft_id, NOW)
    return (await village.does(who, notice_changes.correct_draft, written.draft_id, NOW)).edits


async def changes_of(village: Village, notice_id: int, operation: Operation) -> list[tuple[Any, ...]]:
    """Which push is changed in which chat, in which lane, and what has become of that."""
    query = (
        sa.select(push.c.about_id, delivery.c.chat_id, delivery.c.lane, delivery.c.state)
        .join(delivery, delivery.c.push_id == push.c.id)
        .where(push.c.notice_id == notice_id, push.c.operation == operation.value)
        .order_by(push.c.id, delivery.c.chat_id)
    )
    return await village.database.read(lambda tx: [tuple(row) for row in tx.execute(query)])


async def refused(village: Village, notice_id: int, who: int = SECRETARY) -> str:
    with pytest.raises(UserError) as error:
        await village.does(who, notice_changes.start_correction, notice_id, FIELD, NOW)
    return error.value.key


async def test_what_has_arrived_is_edited_and_what_waits_is_replaced(village: Village) -> None:
    row = await sent(village, piece=said(WRONG), audience=Audience((EAST,), chats=(EAST_CHAT,)))
    await ends(village, row.id, "sent", chat=account_of(MEMBER))
    await ends(village, row.id, "unknown", chat=account_of(LEADER))
    await ends(village, row.id, "attempting", chat=EAST_CHAT)
    await ends(village, row.id, "dead", "blocked", chat=account_of(COMMITTEE))
    assert await corrects(village, row.id) == 3
    edits = await changes_of(village, row.id, Operation.EDIT)
    assert [one[1:] for one in edits] == [
        (chat, LANE_ORDER[Lane.NOTICE], "queued")
        for chat in (EAST_CHAT, account_of(LEADER), account_of(MEMBER))
    ]
    query = sa.select(push.c.operation, push.c.revision, push.c.content).where(push.c.notice_id == row.id)
    pushes = await village.database.read(lambda tx: list(tx.execute(query.order_by(push.c.id))))
    assert [(one.operation, one.revision) for one in pushes] == [("send", 1), ("edit", 0)]
    for one in pushes:
        assert RIGHT in str(one.content)
        assert WRONG not in str(one.content)
        assert one.content["more"][-1]["key"] == "fix-mark"
        assert one.content["buttons"][0][0]["data"] == f"rcp.ok:{row.id}"
    corrected = await village.database.read(get, row.id)
    assert (corrected.revision, corrected.content.text.text) == (1, RIGHT)


async def test_who_has_confirmed_keeps_that(village: Village) -> None:
    row = await out(village)
    await village.does(MEMBER, receipts.acknowledge, row.id, Answer.READ, account_of(MEMBER), NOW)
    await corrects(village, row.id)
    assert await village.database.read(counts, row.id) == {Answer.READ: 1}


async def test_formatting_is_kept(village: Village) -> None:
    row = await out(village)
    rich = RichText(RIGHT, (Span(Style.BOLD, 0, 2),))
    written = await writes(village, row.id, rich)
    assert rich.to_json() in [value for line in written_lines(written) for value in line]
    await village.does(SECRETARY, notice_changes.correct_draft, written.draft_id, NOW)
    assert (await village.database.read(get, row.id)).content.text == rich


def written_lines(written: Correction) -> list[list[Any]]:
    """The values of each line below the first."""
    lines = [line for one in written.letters for line in message_to_json(one.message)["more"]]
    return [list(line["values"].values()) for line in lines]


async def test_a_later_correction_overtakes_an_earlier_one(village: Village) -> None:
    row = await out(village)
    await corrects(village, row.id)
    await corrects(village, row.id, "周一上午九点。")
    query = sa.select(push.c.stopped_at).where(push.c.operation == "edit").order_by(push.c.id)
    assert await village.database.read(lambda tx: list(tx.execute(query).scalars())) == [NOW, None]
    assert (await village.database.read(get, row.id)).revision == 2


async def test_each_message_of_a_long_text_is_edited(village: Village) -> None:
    row = await out(village, LONG)
    parts = len(await village.said("notice"))
    assert parts > 1
    assert await corrects(village, row.id, LONG.replace("防汛", "抗旱")) == parts * 5
    marks = [
        content["more"][-1]["key"] for content in await village.said("notice-corrected") if content["more"]
    ]
    assert marks.count("fix-mark") == 1, "the last message alone says that it was corrected"


async def test_a_text_cut_by_the_phone_is_put_together(village: Village) -> None:
    row = await out(village, LONG)
    begun = await village.does(SECRETARY, notice_changes.start_correction, row.id, FIELD, NOW)
    whole = LONG.replace("防汛", "抗旱")
    first, rest = whole[:4096], whole[4096:]
    for piece in (first, rest):
        written = await village.does(
            SECRETARY, notice_changes.add_text, begun.draft_id, RichText(piece), FIELD, NOW
        )
        assert written.is_cut == (piece is first)
        assert bool(written.letters) != written.is_cut
    await village.does(SECRETARY, notice_changes.correct_draft, begun.draft_id, NOW)
    assert (await village.database.read(get, row.id)).content.text.text == whole


async def test_all_sent_ends_the_collecting(village: Village) -> None:
    text = "字" * 3_730
    row = await out(village, text + "。")
    written = await writes(village, row.id, text)
    assert written.is_cut
    with pytest.raises(UserError, match="fix-empty"):
        await village.does(SECRETARY, notice_changes.correct_draft, written.draft_id, NOW)
    done = await village.does(SECRETARY, notice_changes.all_sent, written.draft_id, NOW)
    assert not done.is_cut
    assert done.letters


async def test_a_second_thought_takes_the_place_of_the_first(village: Village) -> None:
    row = await out(village)
    first = await writes(village, row.id, "写错了")
    await village.does(SECRETARY, notice_changes.add_text, first.draft_id, RichText(RIGHT), FIELD, NOW)
    await village.does(SECRETARY, notice_changes.correct_draft, first.draft_id, NOW)
    assert (await village.database.read(get, row.id)).content.text.text == RIGHT


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "fix-empty"),
        ("  \n", "fix-empty"),
        (WRONG, "fix-same"),
        (WRONG + "\n", "fix-same"),
        ("通知" * 1_800, "fix-shape"),
        ("身份证11010519491231002X", "identity-number"),
        ("字" * 60_001, "fix-too-long"),
    ],
)
async def test_texts_that_are_refused(village: Village, text: str, key: str) -> None:
    row = await out(village, attachment=PHOTO)
    begun = await village.does(SECRETARY, notice_changes.start_correction, row.id, FIELD, NOW)
    with pytest.raises(UserError, match=key):
        await village.does(SECRETARY, notice_changes.add_text, begun.draft_id, RichText(text), FIELD, NOW)
    question = await village.database.read(drafts.open_question, account_of(SECRETARY))
    assert question is not None, "another text can be sent"
    assert (await village.database.read(get, row.id)).revision == 0


async def test_a_caption_stays_a_caption(village: Village) -> None:
    row = await out(village, attachment=PHOTO)
    assert await corrects(village, row.id) == 5
    (content,) = await village.said("notice-corrected")
    assert (
        content["attachments"] == [{"kind": "photo", "file_id": "photo-1", "name": ""}]
        or content["attachments"]
    )
    with pytest.raises(UserError, match="fix-shape"):
        await writes(village, row.id, "字" * 1_500)


async def test_who_may_correct(village: Village) -> None:
    row = await out(village)
    assert await refused(village, row.id, ADMINISTRATOR) == "fix-not-yours"
    assert await refused(village, row.id, OPERATOR) == "fix-not-yours"
    for who in (LEADER, MEMBER, WEST_SECRETARY, 500):
        assert await refused(village, row.id, who) in ("not-allowed", "not-a-member")
    written = await writes(village, row.id, RIGHT)
    for act in (notice_changes.correct_draft, notice_changes.all_sent, notice_changes.drop_correction):
        with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
            await village.does(ADMINISTRATOR, act, written.draft_id, NOW)
    await village.loses(SECRETARY)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, notice_changes.correct_draft, written.draft_id, NOW)
    assert await changes_of(village, row.id, Operation.EDIT) == []


async def test_what_cannot_be_corrected(village: Village) -> None:
    later = await sent(village, send_at=NOW + timedelta(hours=2))
    assert await refused(village, later.id) == "fix-not-now"
    stopped = await sent(village)
    await village.does(SECRETARY, sending.stop, stopped.id, NOW)
    assert await refused(village, stopped.id) == "fix-not-now"
    row = await out(village)
    change = sa.update(notice).where(notice.c.id == row.id).values(approved_account=1)
    await village.database.run(lambda tx: tx.execute(change))
    assert await refused(village, row.id) == "fix-approved"
    assert await refused(village, 999) == "not-allowed"
    file = await out(village, attachment=replace(FILE, file_id="whole"))
    content = {**(await village.database.read(raw_content, file.id)), "whole": {"kind": "document"}}
    content["whole"] = content["attachments"][0]
    change = sa.update(notice).where(notice.c.id == file.id).values(content=content)
    await village.database.run(lambda tx: tx.execute(change))
    assert await refused(village, file.id) == "fix-file"


def ran(tx: Transaction, change: sa.Update) -> None:
    tx.execute(change)


def raw_content(tx: Transaction, notice_id: int) -> dict[str, Any]:
    found: dict[str, Any] = tx.execute(
        sa.select(notice.c.content).where(notice.c.id == notice_id)
    ).scalar_one()
    return found


async def test_a_draft_is_used_once(village: Village) -> None:
    row = await out(village)
    written = await writes(village, row.id, RIGHT)
    await village.does(SECRETARY, notice_changes.correct_draft, written.draft_id, NOW)
    with pytest.raises(UserError, match="fix-over"):
        await village.does(SECRETARY, notice_changes.correct_draft, written.draft_id, NOW)
    other = await writes(village, row.id, WRONG)
    await village.does(SECRETARY, notice_changes.drop_correction, other.draft_id, NOW)
    with pytest.raises(UserError, match="fix-over"):
        await village.does(SECRETARY, notice_changes.correct_draft, other.draft_id, NOW)
    assert await village.database.read(drafts.open_question, account_of(SECRETARY)) is None


async def test_copies_are_corrected_and_taken_back_too(village: Village) -> None:
    row = await out(village)
    await village.does(MEMBER, receipts.send_again, row.id, NOW)
    await ends(village, row.id, "sent")
    assert await corrects(village, row.id) == 5
    edits = await changes_of(village, row.id, Operation.EDIT)
    assert len(edits) == 6
    await village.does(OTHER_MEMBER, receipts.send_again, row.id, NOW)
    assert all(RIGHT in str(content) for content in await village.said("notice-again"))
    await village.does(SECRETARY, withdrawing.withdraw, row.id, NOW)
    assert len(await changes_of(village, row.id, Operation.DELETE)) == 6


# -- taking back ---------------------------------------------------------------------------------------


async def test_everything_is_deleted_wherever_it_may_be(village: Village) -> None:
    row = await out(village, LONG, audience=Audience((EAST,), chats=(EAST_CHAT,)))
    await village.does(SECRETARY, nudges.nudge, row.id, timedelta(hours=12), NOW)
    await ends(village, row.id, "sent", chat=account_of(MEMBER))
    await ends(village, row.id, "unknown", chat=account_of(LEADER))
    parts = len(await village.said("notice"))
    found = await village.does(SECRETARY, withdrawing.withdraw, row.id, NOW)
    assert found.notice.state is NoticeState.WITHDRAWN
    assert (found.progress.done, found.progress.waiting, found.progress.stays) == (0, 6, {})
    deletes = await changes_of(village, row.id, Operation.DELETE)
    assert len(deletes) == parts * 6 + 2, "the reminders that are out, too"
    again = await village.does(SECRETARY, withdrawing.withdraw, row.id, NOW)
    assert again.progress == found.progress
    assert len(await changes_of(village, row.id, Operation.DELETE)) == len(deletes)


async def test_where_it_stays_is_said(village: Village) -> None:
    row = await out(village, audience=Audience((EAST,), chats=(EAST_CHAT,)))
    await village.does(SECRETARY, withdrawing.withdraw, row.id, NOW)
    deletes = sa.select(push.c.id).where(push.c.operation == "delete")
    for chat, state, error in (
        (account_of(MEMBER), "sent", None),
        (account_of(LEADER), "dead", "message-gone"),
        (EAST_CHAT, "dead", "message-gone"),
        (account_of(COMMITTEE), "unknown", "timed-out"),
    ):
        change = (
            sa.update(delivery)
            .where(delivery.c.push_id.in_(deletes), delivery.c.chat_id == chat)
            .values(state=state, error=error)
        )
        await village.database.run(ran, change)
    found = await village.sees(SECRETARY, withdrawing.show_withdrawal, row.id)
    progress = found.progress
    assert (progress.done, progress.waiting) == (1, 2)
    assert progress.stays == {"message-gone": 2, "timed-out": 1}
    told = {(one.name, one.group, one.why) for one in found.staying}
    assert told == {
        ("东关党员群", True, "message-gone"),
        ("李秀英", False, "message-gone"),
        ("赵六", False, "timed-out"),
    }


async def test_what_has_not_gone_out_does_not(village: Village) -> None:
    row = await sent(village)
    await ends(village, row.id, "sent", chat=account_of(MEMBER))
    await village.does(SECRETARY, withdrawing.withdraw, row.id, NOW)
    query = sa.select(push.c.operation, push.c.stopped_at).where(push.c.notice_id == row.id)
    pushes = await village.database.read(lambda tx: {tuple(one) for one in tx.execute(query)})
    assert pushes == {("send", NOW), ("delete", None)}
    deletes = await changes_of(village, row.id, Operation.DELETE)
    assert [one[1] for one in deletes] == [account_of(MEMBER)]


@pytest.mark.parametrize("kind", list(NoticeKind))
async def test_who_may_withdraw(village: Village, kind: NoticeKind) -> None:
    row = await out(village, kind=kind)
    for who in (LEADER, MEMBER, WEST_SECRETARY, 500):
        for act in (withdrawing.withdraw, withdrawing.ask_withdraw):
            with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
                await village.does(who, act, row.id, NOW)
        with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
            await village.sees(who, withdrawing.show_withdrawal, row.id)
    # Whoever may send to those people may also undo a mistake of somebody who is not there.
    found = await village.does(ADMINISTRATOR, withdrawing.withdraw, row.id, NOW)
    assert found.progress.waiting == 5


async def test_only_what_has_gone_out_is_withdrawn(village: Village) -> None:
    row = await sent(village, send_at=NOW + timedelta(hours=2))
    for act in (withdrawing.withdraw, withdrawing.ask_withdraw):
        with pytest.raises(UserError, match="withdraw-not-now"):
            await village.does(SECRETARY, act, row.id, NOW)


async def test_after_two_days_the_sender_is_warned(village: Village) -> None:
    row = await out(village, who=ADMINISTRATOR, audience=WHOLE_COMMITTEE)

    async def asks(at: datetime) -> tuple[bool, bool]:
        asked = await village.sees(ADMINISTRATOR, withdrawing.ask_withdraw, row.id, at)
        return asked.is_old, asked.is_withdrawn

    assert await asks(NOW + timedelta(hours=47)) == (False, False)
    assert await asks(NOW + timedelta(hours=49)) == (True, False)
    await village.does(ADMINISTRATOR, withdrawing.withdraw, row.id, NOW)
    assert await asks(NOW) == (False, True)
