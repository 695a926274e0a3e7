"""/start: being greeted, joining with a code, moving to another phone."""

from __future__ import annotations

from telegram import ChatMember

from bot.domain.invites import clean_code, looks_like_code
from bot.domain.messages import Button, Message
from bot.domain.rights import Actor, Right, may_anywhere
from bot.errors import UserError
from bot.usecases import joining, rebinding
from bot.usecases.joining import CodeState, Opened
from handlers.general import COMMANDS, set_own_menu
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from handlers.ways import ways

journey = Journey("start")

_CANCEL = Button("button-cancel", tap_data("join.no"))
# A group's "go to the private chat" link carries the name of a command instead of a code.
_NOT_CODES = frozenset(name for name, _ in COMMANDS) | {"start"}


@journey.command("start")
async def start(talk: Talk) -> None:
    text = talk.text
    if text and text not in _NOT_CODES:
        await _show_code(talk, await talk.run(joining.open_code, text, talk.now))
        return
    actor = await talk.run(joining.greet, talk.now)
    await talk.reply(_greeting(actor))


@journey.listener
async def hear_code(talk: Talk) -> bool:
    """A code on its own: it was read aloud or copied from paper, and nobody types /start before it."""
    if not talk.is_private or not looks_like_code(clean_code(talk.text)) or talk.text.isalpha():
        return False
    await _show_code(talk, await talk.run(joining.open_code, talk.text, talk.now))
    return True


def _greeting(actor: Actor) -> Message:
    language = Button("button-language", tap_data("lang.ask"))
    if not actor.is_member and not may_anywhere(actor, Right.READ_ROSTER):
        return Message("start-stranger", buttons=((language,),))
    lines = [Message("start-can-log")] if actor.is_member else []
    if may_anywhere(actor, Right.CONFIRM_RECORD):
        lines.append(Message("start-can-review"))
    elif actor.is_member:
        lines.append(Message("start-can-mine"))
    buttons = (*ways(actor), (language,))
    if may_anywhere(actor, Right.READ_ROSTER):
        lines.append(Message("start-can-roster"))
    elif actor.is_member:
        lines.append(Message("start-can-stars"))
    if actor.is_member:
        return Message("start-member", {"name": actor.name}, buttons, tuple(lines))
    return Message("start-official", buttons=buttons, more=tuple(lines))


async def _show_code(talk: Talk, opened: Opened) -> None:
    member, branch = opened.member, opened.branch
    if member is None or branch is None:
        row = (Button("button-my-new-phone", tap_data("join.mine", opened.code)),)
        await talk.show(
            Message("start-code-unknown", buttons=(row,) if opened.state is CodeState.USED else ())
        )
    elif opened.state is CodeState.ALREADY_IN:
        await talk.show(Message("start-already-in", {"name": member.name, "branch": branch.name}))
    elif opened.state is CodeState.OTHER_PHONE:
        await _show_moving(talk, opened)
    else:
        agree = Button("button-agree", tap_data("join", opened.code))
        await talk.show(
            Message(
                "start-invited",
                {"name": member.name, "branch": branch.name},
                ((agree, _CANCEL),),
                (Message("start-consent"),),
            )
        )


async def _show_moving(talk: Talk, opened: Opened) -> None:
    ask = Button("button-ask-rebind", tap_data("join.ask", opened.code))
    await talk.show(Message("start-other-phone", buttons=((ask, _CANCEL),), more=(Message("start-consent"),)))


@journey.tap("join.mine")
async def say_moved(talk: Talk) -> None:
    opened = await talk.run(joining.open_code, talk.word(0), talk.now)
    if opened.state is CodeState.USED:
        # Asking is agreeing: here too what is agreed to stands above the button.
        await _show_moving(talk, opened)
    else:
        await _show_code(talk, opened)


@journey.tap("join")
async def join(talk: Talk) -> None:
    opened = await talk.run(joining.join, talk.word(0), talk.now)
    if opened.state is not CodeState.OPEN or opened.member is None or opened.branch is None:
        await _show_code(talk, opened)
        return
    actor = await talk.read(_reload)
    await talk.show(
        Message(
            "start-joined",
            {"name": opened.member.name, "branch": opened.branch.name},
            ways(actor),
            _greeting(actor).more,
        )
    )
    await set_own_menu(talk, actor)


@journey.tap("join.no")
async def decline(talk: Talk) -> None:
    await talk.show(Message("start-declined"))


@journey.tap("join.ask")
async def ask_rebind(talk: Talk) -> None:
    asked = await talk.run(rebinding.ask_rebind, talk.word(0), talk.now)
    if isinstance(asked, Opened):
        await _show_code(talk, asked)
        return
    await talk.show(Message("start-rebind-asked" if asked.told else "start-rebind-asked-nobody"))


@journey.tap("reb.decide")
async def decide_rebind(talk: Talk) -> None:
    answer = talk.word(1)
    if answer not in ("yes", "no"):
        raise UserError("button-broken")
    decided = await talk.run(rebinding.decide_rebind, talk.number(0), answer == "yes", talk.now)
    key = "start-rebind-approved" if decided.approved else "start-rebind-refused"
    await talk.show(Message(key, {"name": decided.name}), None if decided.fresh else "start-decided-before")


@journey.event
async def blocked_or_not(talk: Talk) -> bool:
    change = talk.update.my_chat_member
    if change is None or not talk.is_private:
        return False
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    await talk.run(joining.note_reach, not gone)
    return True


def _reload(tx: object, actor: Actor) -> Actor:
    return actor
