"""Writing a notice, on both databases: pieces, the audience, and what no draft may hold."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.audience import Audience, AudienceRole
from bot.domain.messages import Attachment
from bot.domain.notices import NoticeKind
from bot.domain.people import MemberCategory
from bot.domain.rich_text import RichText, Span, Style
from bot.domain.rights import Right
from bot.errors import UserError
from bot.usecases import notice_audience, notice_drafts
from bot.usecases.notice_audience import Pick
from bot.usecases.notice_card import DraftState
from bot.usecases.notice_drafts import MOST_CHARACTERS, MOST_PICTURES, Piece
from storage.database import Database
from tests.usecases.noticing import (
    EAST_CHAT,
    FILE,
    PHOTO,
    TERMS,
    WEST_CHAT,
    goes_out_of_reach,
    noticing,
    said,
    sent,
    written,
)
from tests.usecases.village import (
    ADMINISTERS,
    ADMINISTRATOR,
    COMMITTEE,
    CONTACT,
    EAST,
    EAST_ONE,
    EAST_TWO,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_LEADER,
    WEST_ONE,
    WEST_SECRETARY,
    Village,
)

LONG = "一二三四五六七八九十" * 400  # 4,000 characters: a phone cuts there


async def start(village: Village, who: int = SECRETARY, piece: Piece | None = None):
    return await village.does(who, notice_drafts.start, TERMS, NOW, piece)


async def add(village: Village, draft_id: int, piece: Piece, who: int = SECRETARY):
    return await village.does(who, notice_drafts.add_piece, draft_id, piece, TERMS, NOW)


async def toggle(village: Village, draft_id: int, pick: Pick, value: object = "", who: int = SECRETARY):
    return await village.does(who, notice_audience.toggle, draft_id, pick, str(value), TERMS, NOW)


async def set_kind(village: Village, draft_id: int, kind: NoticeKind, at: datetime = NOW):
    return await village.does(SECRETARY, notice_drafts.set_kind, draft_id, kind, TERMS, at)


async def test_a_secretary_begins_with_her_whole_branch(database: Database) -> None:
    village = await noticing(database)
    card = await start(village)
    assert (card.state, card.audience) == (DraftState.EMPTY, Audience((EAST,)))
    assert (card.place, card.names.branches) == ("东关社区党支部", ("东关社区党支部",))
    assert (card.reach.people, card.reach.groups, dict(card.reach.missed)) == (5, 0, {"no-account": 1})
    assert card.reach.without_sender
    assert not card.needs_audience


@pytest.mark.parametrize("who", [MEMBER, LEADER, COMMITTEE, CONTACT])
async def test_only_who_may_send_can_begin(database: Database, who: int) -> None:
    village = await noticing(database)
    with pytest.raises(UserError, match="not-allowed"):
        await start(village, who)


async def test_a_committee_member_with_the_right_can_begin(database: Database) -> None:
    village = await noticing(database)
    await village.is_given(COMMITTEE, Right.SEND_NOTICE)
    assert (await start(village, COMMITTEE)).audience == Audience((EAST,))


async def test_whoever_has_several_branches_and_is_in_none_is_asked_first(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, OPERATOR, said("通知"))
    assert card.needs_audience
    assert card.reach.recipients == 0
    card = await toggle(village, card.draft_id, Pick.COMMITTEE, ADMINISTERS, OPERATOR)
    assert not card.needs_audience
    assert (card.reach.people, card.place, card.names.committees) == (10, "城关镇党委", ("城关镇党委",))


async def test_pieces_that_a_phone_cut_are_put_together(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said(LONG + "一二三四五"))
    assert card.state is DraftState.COLLECTING
    card = await add(village, card.draft_id, said("六七八九十" + LONG))
    assert card.state is DraftState.COLLECTING
    card = await add(village, card.draft_id, said("完。"))
    assert card.state is DraftState.READY
    assert card.content.text.text.replace("\n", "") == LONG + "一二三四五六七八九十" + LONG + "完。"


async def test_all_sent_ends_collecting_where_the_last_piece_is_long(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said(LONG))
    card = await village.does(SECRETARY, notice_drafts.all_sent, card.draft_id, TERMS, NOW)
    assert card.state is DraftState.READY
    card = await add(village, card.draft_id, said("还有一句。"))
    assert card.content.text.text == LONG + "\n\n还有一句。"


async def test_formatting_survives_the_draft(database: Database) -> None:
    village = await noticing(database)
    bold = RichText("重要通知", (Span(Style.BOLD, 0, 4),))
    card = await start(village, piece=Piece(bold))
    card = await add(village, card.draft_id, said("正文"))
    assert card.content.text == RichText("重要通知\n\n正文", (Span(Style.BOLD, 0, 4),))


async def test_an_album_comes_in_picture_by_picture(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=Piece(RichText("三张照片"), Attachment("photo", "a"), "7"))
    for file_id in "bc":
        assert card.state is DraftState.COLLECTING
        card = await add(village, card.draft_id, Piece(attachment=Attachment("photo", file_id), album="7"))
    card = await village.does(SECRETARY, notice_drafts.all_sent, card.draft_id, TERMS, NOW)
    assert [one.file_id for one in card.content.photos] == ["a", "b", "c"]
    assert (card.state, card.content.text.text, card.messages) == (DraftState.READY, "三张照片", 4)


async def test_caps_are_clear_and_nothing_is_lost(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    for number in range(MOST_PICTURES):
        card = await add(village, card.draft_id, Piece(attachment=Attachment("photo", str(number))))
    card = await add(village, card.draft_id, Piece(attachment=FILE))
    for piece, key in (
        (Piece(attachment=PHOTO), "notice-too-many-pictures"),
        (Piece(attachment=FILE), "notice-one-file"),
        (said("字" * MOST_CHARACTERS), "notice-too-long"),
        (Piece(), "notice-empty"),
        (said("身份证 11010519491231002X"), "identity-number"),
    ):
        with pytest.raises(UserError, match=key):
            await add(village, card.draft_id, piece)
    after = await village.does(SECRETARY, notice_drafts.show, card.draft_id, TERMS, NOW)
    assert after.content == card.content
    assert len(after.content.attachments) == MOST_PICTURES + 1


async def test_a_new_text_takes_the_place_of_the_old_one(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=Piece(RichText("旧的"), PHOTO))
    await village.does(SECRETARY, notice_drafts.rewrite, card.draft_id, TERMS, NOW)
    card = await add(village, card.draft_id, said("新的"))
    assert (card.content.text.text, card.content.attachments) == ("新的", (PHOTO,))
    card = await add(village, card.draft_id, said("再加一句"))
    assert card.content.text.text == "新的\n\n再加一句"
    card = await village.does(SECRETARY, notice_drafts.drop_attachments, card.draft_id, TERMS, NOW)
    assert card.content.attachments == ()


async def test_a_preview_is_of_one_content(database: Database) -> None:
    village = await noticing(database)
    card = await written(village)
    assert (card.previewed, card.card) == (True, 77)
    card = await toggle(village, card.draft_id, Pick.GROUP, EAST_ONE)
    assert card.previewed
    card = await add(village, card.draft_id, said("补充"))
    assert not card.previewed
    card = await village.does(
        SECRETARY, notice_drafts.set_kind, card.draft_id, NoticeKind.CALL_UP, TERMS, NOW
    )
    await database.run(
        notice_drafts.note_preview, 1000 + SECRETARY, card.draft_id, card.content_no - 1, 5, NOW
    )
    assert not (await village.does(SECRETARY, notice_drafts.show, card.draft_id, TERMS, NOW)).previewed


async def test_a_long_text_needs_its_file_and_keeps_it_until_the_text_changes(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("第一段。\n" + "很长的通知。\n" * 4000))
    assert card.needs_file
    await village.does(SECRETARY, notice_drafts.set_whole, card.draft_id, card.content_no, FILE, NOW)
    card = await village.does(SECRETARY, notice_drafts.all_sent, card.draft_id, TERMS, NOW)
    assert (card.needs_file, card.content.whole) == (False, FILE)
    card = await add(village, card.draft_id, said("补充"))
    assert card.needs_file
    stale = card.content_no - 1
    await village.does(SECRETARY, notice_drafts.set_whole, card.draft_id, stale, FILE, NOW)
    assert (await village.does(SECRETARY, notice_drafts.show, card.draft_id, TERMS, NOW)).needs_file


async def test_a_time_lies_ahead_and_a_call_up_has_none(database: Database) -> None:
    village = await noticing(database)
    card = await written(village)
    for wrong, key in ((NOW, "notice-time-past"), (NOW + timedelta(days=400), "notice-time-far")):
        with pytest.raises(UserError, match=key):
            await village.does(SECRETARY, notice_drafts.set_time, card.draft_id, wrong, TERMS, NOW)
    later = NOW + timedelta(hours=2)
    card = await village.does(SECRETARY, notice_drafts.set_time, card.draft_id, later, TERMS, NOW)
    assert card.send_at == later
    card = await village.does(
        SECRETARY, notice_drafts.set_kind, card.draft_id, NoticeKind.CALL_UP, TERMS, NOW
    )
    assert card.send_at is None


async def test_quiet_hours_hold_a_notice_and_no_call_up(database: Database) -> None:
    village = await noticing(database)
    night = NOW.replace(hour=14)  # 22:00 in Shanghai
    card = await written(village, at=night)
    assert card.quiet_until == NOW.replace(day=20, hour=23, minute=30)
    card = await set_kind(village, card.draft_id, NoticeKind.CALL_UP, night)
    assert card.quiet_until is None


async def test_a_draft_is_its_writers_alone(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    for who in (WEST_SECRETARY, ADMINISTRATOR, MEMBER, OPERATOR):
        with pytest.raises(UserError, match="notice-draft-not-yours"):
            await add(village, card.draft_id, said("？"), who)
    with pytest.raises(UserError, match="button-broken"):
        await add(village, 999, said("？"))
    await village.does(SECRETARY, notice_drafts.cancel, card.draft_id, NOW)
    with pytest.raises(UserError, match="notice-draft-cancelled"):
        await add(village, card.draft_id, said("？"))


async def test_whoever_loses_the_right_writes_no_further(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    await village.loses(SECRETARY)
    for step in (notice_drafts.show, notice_drafts.all_sent, notice_drafts.rewrite):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(SECRETARY, step, card.draft_id, TERMS, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, notice_audience.options, card.draft_id)


async def test_the_newest_open_draft_takes_the_pieces(database: Database) -> None:
    village = await noticing(database)
    assert await village.sees(SECRETARY, notice_drafts.open_draft, NOW) is None
    first = await start(village, piece=said("一"))
    assert await village.sees(SECRETARY, notice_drafts.open_draft, NOW) == first.draft_id
    assert await village.sees(SECRETARY, notice_drafts.open_draft, NOW + timedelta(days=2)) is None
    assert await village.sees(ADMINISTRATOR, notice_drafts.open_draft, NOW) is None


# -- the audience ------------------------------------------------------------------------------------


async def test_toggles_add_up(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    card = await toggle(village, card.draft_id, Pick.GROUP, EAST_ONE)
    assert (card.reach.people, card.reach.unreachable, card.reach.without_sender) == (2, 1, False)
    card = await toggle(village, card.draft_id, Pick.ROLE, AudienceRole.COMMITTEE)
    assert (card.reach.people, card.reach.without_sender) == (3, True)  # 赵六; the secretary is the sender
    card = await toggle(village, card.draft_id, Pick.PERSON, MEMBER)
    assert card.reach.people == 3
    assert card.names.groups == ("一组",)
    assert card.names.people == ("张三",)
    card = await toggle(village, card.draft_id, Pick.WHOLE)
    assert (card.audience, card.reach.people) == (Audience((EAST,)), 5)


async def test_group_chats_beside_people_or_alone(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    card = await toggle(village, card.draft_id, Pick.CHAT, EAST_CHAT)
    assert (card.reach.people, card.reach.groups, card.reach.in_groups) == (5, 1, 0)
    assert card.names.chats == ("东关党员群",)
    card = await toggle(village, card.draft_id, Pick.NOBODY)
    assert (card.reach.people, card.reach.groups, card.reach.in_groups) == (0, 1, 5)
    assert dict(card.reach.missed) == {"no-account": 1}
    assert card.reach.readers == 5
    card = await toggle(village, card.draft_id, Pick.GROUP, EAST_TWO)
    assert (card.audience.nobody, card.reach.people, card.reach.in_groups) == (False, 3, 2)


async def test_only_what_lies_in_the_scope_can_be_chosen(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    for pick, value in (
        (Pick.GROUP, WEST_ONE),
        (Pick.PERSON, WEST_LEADER),
        (Pick.CHAT, WEST_CHAT),
        (Pick.GROUP, 999),
        (Pick.PERSON, 999),
        (Pick.CHAT, 5),
    ):
        assert (await toggle(village, card.draft_id, pick, value)).audience == Audience((EAST,))
    for pick, value in ((Pick.GROUP, "x"), (Pick.ROLE, "kings"), (Pick.CATEGORY, ""), (Pick.BRANCH, "")):
        with pytest.raises(UserError, match="button-broken"):
            await toggle(village, card.draft_id, pick, value)
    for pick, value in ((Pick.BRANCH, WEST), (Pick.COMMITTEE, ADMINISTERS), (Pick.EVERYWHERE, "")):
        with pytest.raises(UserError, match="not-allowed"):
            await toggle(village, card.draft_id, pick, value)


async def test_an_administrator_chooses_among_branches(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, ADMINISTRATOR, said("通知"))
    assert card.audience == Audience((WEST,))
    options = await village.sees(ADMINISTRATOR, notice_audience.options, card.draft_id)
    assert [(one.name, one.chosen) for one in options.branches] == [
        ("东关社区党支部", False),
        ("西街村党支部", True),
    ]
    assert [one.name for one in options.committees] == ["城关镇党委"]
    assert options.everywhere is None
    assert options.categories == ()
    card = await toggle(village, card.draft_id, Pick.BRANCH, EAST, ADMINISTRATOR)
    assert (card.audience.branches, card.reach.people, card.place) == ((WEST, EAST), 9, "城关镇党委")
    card = await toggle(village, card.draft_id, Pick.GROUP, EAST_ONE, ADMINISTRATOR)
    assert card.names.groups == ("东关社区党支部 · 一组",)
    card = await toggle(village, card.draft_id, Pick.BRANCH, EAST, ADMINISTRATOR)
    assert card.audience == Audience((WEST,))  # the group went with its branch
    card = await toggle(village, card.draft_id, Pick.BRANCH, WEST, ADMINISTRATOR)
    assert card.needs_audience
    card = await toggle(village, card.draft_id, Pick.COMMITTEE, ADMINISTERS, ADMINISTRATOR)
    assert card.reach.people == 9
    with pytest.raises(UserError, match="not-allowed"):
        await toggle(village, card.draft_id, Pick.EVERYWHERE, "", ADMINISTRATOR)


async def test_a_secretary_is_offered_her_branch(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    options = await village.sees(SECRETARY, notice_audience.options, card.draft_id)
    assert (options.branches, options.committees, options.everywhere) == ((), (), None)
    assert [one.name for one in options.groups] == ["一组", "二组"]
    assert [one.value for one in options.roles] == [role.value for role in AudienceRole]
    assert [one.value for one in options.categories] == [one.value for one in MemberCategory]
    assert [one.name for one in options.chats] == ["东关党员群"]


async def test_categories_are_the_secretarys(database: Database) -> None:
    village = await noticing(database)
    await village.is_given(COMMITTEE, Right.SEND_NOTICE)
    card = await start(village, piece=said("通知"))
    card = await toggle(village, card.draft_id, Pick.CATEGORY, MemberCategory.ELDERLY)
    assert card.reach.people == 1
    card = await start(village, COMMITTEE, said("通知"))
    assert (await village.sees(COMMITTEE, notice_audience.options, card.draft_id)).categories == ()
    with pytest.raises(UserError, match="not-allowed"):
        await toggle(village, card.draft_id, Pick.CATEGORY, MemberCategory.ELDERLY, COMMITTEE)


async def test_pages_of_people(database: Database) -> None:
    village = await noticing(database)
    card = await start(village, piece=said("通知"))
    page = await village.sees(SECRETARY, notice_audience.people_page, card.draft_id, 0, 4)
    assert (page.number, page.pages, len(page.options)) == (0, 2, 4)
    assert all(one.hint is None and not one.chosen for one in page.options)
    await toggle(village, card.draft_id, Pick.PERSON, page.options[1].value)
    page = await village.sees(SECRETARY, notice_audience.people_page, card.draft_id, 0, 4)
    assert [one.chosen for one in page.options] == [False, True, False, False]
    last = await village.sees(SECRETARY, notice_audience.people_page, card.draft_id, 99, 4)
    assert (last.number, len(last.options)) == (1, 3)
    branches = await village.sees(SECRETARY, notice_audience.branches_page, card.draft_id, 0)
    assert [one.name for one in branches.options] == ["东关社区党支部"]


async def test_the_last_choice_of_group_chats_is_offered_again(database: Database) -> None:
    village = await noticing(database)
    await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,)))
    assert (await start(village)).audience == Audience((EAST,), chats=(EAST_CHAT,))


async def test_who_cannot_be_reached_is_counted_by_why(database: Database) -> None:
    village = await noticing(database)
    await goes_out_of_reach(village, MEMBER)
    card = await start(village, piece=said("通知"))
    assert (card.reach.people, dict(card.reach.missed)) == (4, {"blocked": 1, "no-account": 1})
    assert PHONELESS  # has no account
