"""/pledges: everybody's pledges as lists, one as a card with what can be done, its history and picture."""

from __future__ import annotations

from bot.domain.cards import PledgeCard as Picture
from bot.domain.cards import PledgedItem
from bot.domain.messages import Message, Value
from bot.domain.pledges import PledgeState
from bot.usecases import pledge_book, pledge_following, pledge_showing
from bot.usecases.pledge_phrases import end_reason
from bot.usecases.pledge_showing import Framed
from bot.usecases.pledge_words import day_value
from handlers.honour_cards import proof_of
from handlers.pictures import send_picture
from handlers.pledges_views import back_to_card, card_message, page_message, state_of, story_message
from handlers.record_view import send_photos
from handlers.routing import Journey
from handlers.talk import Talk

journey = Journey("pledges")


# -- lists -----------------------------------------------------------------------------------------------


@journey.command("pledges")
@journey.phrase("pledges")
@journey.tap("kp.mine")
async def show_mine(talk: Talk) -> None:
    page = talk.number(0) if talk.arguments else 0
    await talk.show(page_message(await talk.read(pledge_book.mine, page, talk.now)))


@journey.tap("kp.team")
async def show_team(talk: Talk) -> None:
    await talk.show(page_message(await talk.read(pledge_book.team, talk.number(0), talk.number(1), talk.now)))


@journey.tap("kp.own")
async def show_of_branch(talk: Talk) -> None:
    found = await talk.read(pledge_book.of_branch, talk.number(0), talk.number(1), talk.now)
    await talk.show(page_message(found))


@journey.tap("kp.todo")
async def show_to_end(talk: Talk) -> None:
    await talk.show(page_message(await talk.read(pledge_book.to_end, talk.number(0), talk.now)))


# -- one pledge ------------------------------------------------------------------------------------------


@journey.tap("kp.see")
async def show_card(talk: Talk) -> None:
    await talk.show(card_message(await talk.run(pledge_showing.show_again, talk.number(0), talk.now)))


@journey.tap("kp.story")
async def show_story(talk: Talk) -> None:
    await talk.show(story_message(*await talk.read(pledge_showing.history, talk.number(0))))


@journey.tap("kp.pics")
async def show_photos(talk: Talk) -> None:
    await send_photos(talk, await talk.read(pledge_showing.photos, talk.number(0)))


@journey.tap("kp.pic")
async def show_picture(talk: Talk) -> None:
    framed = await talk.read(pledge_showing.framed, talk.number(0), talk.now)
    pledge = framed.card.pledge
    caption = Message("pledges-picture", {"name": pledge.name}, ((back_to_card(pledge.id),),))
    await send_picture(talk, _picture(talk, framed), caption, card_message(framed.card))


def _picture(talk: Talk, framed: Framed) -> Picture:
    card = framed.card
    pledge = card.pledge

    def say(key: str, **values: Value) -> str:
        return talk.house.texts.format(talk.locale, key, values, html=False)

    note = (
        say("pledges-line-reason", reason=end_reason(pledge.reason))
        if pledge.reason and pledge.ended_at
        else ""
    )
    return Picture(
        title=say("pledges-picture-title"),
        who=pledge.name,
        branch=card.branch.name,
        items=tuple(
            PledgedItem(
                item.words,
                say("pledges-picture-due", due=day_value(item.due_on, pledge.year)),
                item.done_at is not None,
            )
            for item in pledge.items
        ),
        state=say(state_of(pledge, len(card.steps)).key),
        year=str(pledge.year),
        kept=pledge.state is PledgeState.KEPT,
        colour=framed.colour,
        note=note,
        proof=proof_of(talk, framed.code) if framed.code is not None else None,
    )


# -- following -------------------------------------------------------------------------------------------


@journey.tap("kp.follow")
async def follow(talk: Talk) -> None:
    card = await talk.run(pledge_following.follow, talk.number(0), talk.now)
    await talk.show(card_message(card), "pledges-toast-followed")


@journey.tap("kp.leave")
async def leave(talk: Talk) -> None:
    card = await talk.run(pledge_following.leave, talk.number(0), talk.now)
    await talk.show(card_message(card), "pledges-toast-left")


@journey.tap("kp.gfollow", in_groups=True)
async def toggle_in_group(talk: Talk) -> None:
    """Whoever presses hears it alone; the message in the group stays as it is."""
    follows = await talk.run(pledge_following.toggle_in_group, talk.number(0), talk.chat_id)
    await talk.toast("pledges-toast-followed" if follows else "pledges-toast-left", alert=True)
