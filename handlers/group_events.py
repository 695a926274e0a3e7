"""What happens to a group that the bot is in is kept quietly; a word only when somebody brings the bot in."""

from __future__ import annotations

import telegram
from telegram import ChatMember, ChatMemberRestricted

from bot.domain.group_chats import GroupReach
from bot.domain.messages import Message
from bot.usecases import group_events
from handlers.routing import Journey
from handlers.talk import Talk

journey = Journey("group-events")


@journey.event
async def hear_of_membership(talk: Talk) -> bool:
    """The bot was taken in, silenced, or put out; also when the whole group is deleted."""
    change = talk.update.my_chat_member
    if change is None or talk.is_private:
        return False
    reach = _reach(change.new_chat_member)
    await talk.run(group_events.standing_changed, talk.chat_id, reach, talk.now)
    return True


def _reach(member: ChatMember) -> GroupReach:
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return GroupReach.KICKED
        return GroupReach.OK if member.can_send_messages else GroupReach.NO_RIGHTS
    gone = member.status in (ChatMember.LEFT, ChatMember.BANNED)
    return GroupReach.KICKED if gone else GroupReach.OK


@journey.event
async def hear_of_group(talk: Talk) -> bool:
    """A new title, a new id, or the bot's own arrival."""
    message = talk.message
    if message is None:
        return False
    if message.migrate_to_chat_id is not None:
        await talk.run(group_events.moved, talk.chat_id, message.migrate_to_chat_id, talk.now)
    elif message.migrate_from_chat_id is not None:
        await talk.run(group_events.moved, message.migrate_from_chat_id, talk.chat_id, talk.now)
    elif message.new_chat_title is not None:
        await talk.run(group_events.renamed, talk.chat_id, message.new_chat_title)
    elif _brings_us(talk, message):
        await _greet(talk)
    else:
        return False
    return True


def _brings_us(talk: Talk, message: telegram.Message) -> bool:
    """Whether somebody adds the bot; an upgrade brings it into the new group without saying so."""
    added = any(member.id == talk.house.bot.id for member in message.new_chat_members)
    return added or bool(message.group_chat_created)


async def _greet(talk: Talk) -> None:
    branch = await talk.read(group_events.branch_of, talk.chat_id)
    if branch is None:
        await talk.reply(Message("groups-hello"))
    else:
        await talk.reply(Message("groups-hello-again", {"branch": branch.name}))
