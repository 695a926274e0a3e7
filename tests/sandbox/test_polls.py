"""Polls and quizzes of the local Telegram: what is refused, who sees what, and which updates come of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.errors import ControlError
from tests.sandbox.world import World

QUIZ: dict[str, Any] = {
    "question": "党员大会多久开一次？",
    "options": [{"text": "每月"}, {"text": "每季度"}, {"text": "每年"}],
    "type": "quiz",
    "correct_option_ids": [1],
    "explanation": "三会一课",
    "is_anonymous": False,
}
WAYS: dict[str, Any] = {"question": "去吗", "options": ["去", "不去", "再说"]}


def poll(world: World, **more: Any) -> dict[str, Any]:
    sent: dict[str, Any] = world.call("sendPoll", **{"chat_id": world.li, **QUIZ, **more})
    return sent


def vote(world: World, message: dict[str, Any], *options: int, by: int = 0, chat: int = 0) -> None:
    number = message["message_id"]
    world.do("vote", user=by or world.li, chat=chat, message=number, options=list(options))


def seen(world: World, message: dict[str, Any], by: int, chat: int = 0) -> dict[str, Any]:
    messages = world.do("chat", user=by, chat=chat)["messages"]
    shown: dict[str, Any] = next(one for one in messages if one["message_id"] == message["message_id"])[
        "poll"
    ]
    return shown


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"question": ""}, 'parameter "question" is required'),
        ({"question": "问" * 301}, "poll question length must not exceed 300"),
        ({"options": None}, 'parameter "options" is required'),
        ({"options": []}, "poll must have at least 1 option"),
        ({"options": [{"text": str(n)} for n in range(15)]}, "poll can't have more than 12 options"),
        ({"options": [{"text": "a"}, {"text": " "}]}, "poll options must be non-empty"),
        ({"options": [{"text": "a"}, {"text": "选" * 101}]}, "poll options length must not exceed 100"),
        ({"type": "exam"}, "unsupported poll type specified"),
        ({"correct_option_ids": None}, "wrong correct option ID specified"),
        ({"correct_option_ids": [3]}, "wrong correct option ID specified"),
        ({"correct_option_ids": [0, 1]}, "wrong correct option ID specified"),
        (
            {"correct_option_ids": [1, 0], "allows_multiple_answers": True},
            "wrong correct option ID specified",
        ),
        ({"explanation": "解" * 201}, "message is too long"),
        ({"explanation": "a\nb\nc\nd"}, "too many line feeds in the explanation"),
        ({"description": "说" * 1025}, "message is too long"),
        ({"open_period": 4}, "wrong poll close time specified"),
        ({"open_period": 2_628_001}, "wrong poll close time specified"),
        ({"open_period": 9, "close_date": 9}, "open_period and close_date can't be used together"),
    ],
)
def test_what_no_poll_can_be(world: World, values: dict[str, Any], description: str) -> None:
    given = {name: value for name, value in {**QUIZ, **values}.items() if value is not None}
    error = world.refused("sendPoll", chat_id=world.li, **given)
    assert (error.code, error.description) == (400, f"Bad Request: {description}")


def test_a_quiz_is_answered_once_and_its_bot_hears_by_whom(world: World) -> None:
    sent = poll(world, description="<b>第 1 题</b>", description_parse_mode="HTML")
    assert sent["poll"]["correct_option_ids"] == [1]
    assert sent["poll"]["description_entities"][0]["type"] == "bold"
    before = seen(world, sent, world.li)
    assert "correct_option_ids" not in before
    assert "explanation" not in before
    with pytest.raises(ControlError):
        vote(world, sent, 0, 1)
    vote(world, sent, 0)
    with pytest.raises(ControlError):
        vote(world, sent, 1)
    after = seen(world, sent, world.li)
    assert (after["chosen"], after["correct_option_ids"], after["explanation"]) == ([0], [1], "三会一课")
    counted, answered = world.updates()
    assert [one["voter_count"] for one in counted["poll"]["options"]] == [1, 0, 0]
    assert "description" not in counted["poll"]
    assert answered["poll_answer"]["option_ids"] == [0]
    assert answered["poll_answer"]["option_persistent_ids"] == ["0"]
    assert answered["poll_answer"]["user"]["id"] == world.li


def test_an_anonymous_poll_in_a_group_is_counted_and_names_nobody(world: World) -> None:
    several = {**WAYS, "type": "regular", "allows_multiple_answers": True, "is_anonymous": True}
    sent = world.call("sendPoll", chat_id=world.group, **several)
    vote(world, sent, 0, 2, by=world.li, chat=world.group)
    assert seen(world, sent, world.wang, world.group)["options"][0]["voter_count"] == 0
    vote(world, sent, 0, by=world.wang, chat=world.group)
    vote(world, sent, 1, by=world.li, chat=world.group)  # changed
    vote(world, sent, by=world.wang, chat=world.group)  # taken back
    found = world.updates()
    assert [list(one)[1] for one in found] == ["poll"] * 4
    totals = [
        ([o["voter_count"] for o in one["poll"]["options"]], one["poll"]["total_voter_count"])
        for one in found
    ]
    assert totals == [([1, 0, 1], 1), ([2, 0, 1], 2), ([1, 1, 0], 2), ([0, 1, 0], 1)]
    assert str(world.li) not in str(found)
    stranger = world.do("person", name="生人")["id"]
    with pytest.raises(ControlError):
        vote(world, sent, 0, by=stranger, chat=world.group)


def test_a_copy_is_another_poll_and_a_forwarded_one_the_same(world: World) -> None:
    sent = poll(world)
    place = {"chat_id": world.group, "from_chat_id": world.li, "message_id": sent["message_id"]}
    copied, forwarded = world.call("copyMessage", **place), world.call("forwardMessage", **place)
    vote(world, sent, 0)
    vote(world, copied, 1, by=world.wang, chat=world.group)
    assert seen(world, sent, world.li)["total_voter_count"] == 1
    assert seen(world, forwarded, world.li, world.group)["chosen"] == [0]
    assert seen(world, copied, world.wang, world.group)["id"] != sent["poll"]["id"]
    with pytest.raises(ControlError):
        vote(world, forwarded, 1, chat=world.group)


def test_a_poll_is_stopped_or_its_time_is_over(world: World) -> None:
    sent, other = poll(world), poll(world, open_period=60)
    stopped = world.call("stopPoll", chat_id=world.li, message_id=sent["message_id"])
    assert stopped["is_closed"]
    assert world.updates()[-1]["poll"]["is_closed"]
    assert seen(world, sent, world.li)["correct_option_ids"] == [1]
    again = world.refused("stopPoll", chat_id=world.li, message_id=sent["message_id"])
    assert again.description == "Bad Request: poll has already been closed"
    assert "not a poll" in world.refused("stopPoll", chat_id=world.li, message_id=world.send()).description
    assert "not found" in world.refused("stopPoll", chat_id=world.li, message_id=999).description
    world.clock.pass_(59)
    assert not seen(world, other, world.li)["is_closed"]
    world.clock.pass_(1)
    assert seen(world, other, world.li)["is_closed"]
    for one in (sent, other):
        with pytest.raises(ControlError):
            vote(world, one, 1)
