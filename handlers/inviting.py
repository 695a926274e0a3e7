"""Invitations: one for a person, to be handed on, or those of a whole branch as a file."""

from __future__ import annotations

from urllib.parse import quote

from bot.domain.messages import Button, Message, Value
from bot.office.invites import InviteRow, write_invites
from bot.usecases import inviting
from bot.usecases.inviting import NewInvite
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("inviting")


@journey.tap("ros.invite")
async def invite(talk: Talk) -> None:
    made = await talk.run(inviting.make_invite, talk.number(0), talk.now)
    await talk.toast()
    await talk.reply(invite_message(talk, made))


def invite_message(talk: Talk, made: NewInvite) -> Message:
    """An invite that can be handed on, with a button that opens Telegram's own choice of a chat."""
    link = _link(talk, made)
    share = Button("button-share", url=f"https://t.me/share/url?url={quote(link, safe='')}")
    values = {"name": made.name, "branch": made.branch, "link": link, "code": made.code}
    return Message("inviting-one", values, ((share,),))


def _link(talk: Talk, made: NewInvite) -> str:
    return f"https://t.me/{talk.house.bot.username}?start={made.code}"


@journey.tap("inv.all")
async def ask_all(talk: Talk) -> None:
    asked = await talk.run(inviting.start_inviting, talk.number(0), talk.now)
    row = (
        Button("button-make-invites", tap_data("inv.make", asked.draft_id)),
        Button("button-back", tap_data("ros", asked.branch.id, 0)),
    )
    values: dict[str, Value] = {"branch": asked.branch.name, "count": asked.count}
    await talk.show(Message("inviting-all-sure", values, (row,)))


@journey.tap("inv.make")
async def make_all(talk: Talk) -> None:
    """Everybody of a branch who has not joined, as the file that the command line prints."""
    made = await talk.run(inviting.invite_branch, talk.number(0), talk.now)
    if not made:
        await talk.show(Message("inviting-nobody"))
        return
    values: dict[str, Value] = {"branch": made[0].branch, "count": len(made)}
    await talk.show(Message("inviting-made", values, ((Button("button-roster", tap_data("ros.open")),),)))
    rows = [InviteRow(one.name, one.branch, _link(talk, one), one.code) for one in made]
    name = talk.house.texts.format(talk.locale, "inviting-file", html=False)
    await talk.send_file(f"{name}.csv", write_invites(rows, bom=True), Message("inviting-with-care"))
