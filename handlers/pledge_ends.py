"""评诺: 兑现, 部分兑现, 没有兑现; the person's word about it; 公布."""

from __future__ import annotations

from bot.domain.messages import Button, Message, Term
from bot.domain.pledge_keeping import END_REASONS
from bot.domain.pledges import Pledge, PledgeState
from bot.errors import UserError
from bot.usecases import pledge_ends
from bot.usecases.pledge_showing import QUESTIONS, Card
from bot.usecases.pledge_words import brief
from handlers.log_choices import in_rows
from handlers.pledges_views import back_to_card, card_message
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("pledge-ends")

REASON, WORD = f"{QUESTIONS}reason", f"{QUESTIONS}word"
_HARD = {
    PledgeState.PARTLY: "pledges-button-partly",
    PledgeState.NOT_KEPT: "pledges-button-not-kept",
}


@journey.tap("kp.judge")
async def judge(talk: Talk) -> None:
    await talk.show(judge_message(await talk.run(pledge_ends.judge, talk.number(0), talk.now)))


@journey.tap("kp.kept")
async def keep(talk: Talk) -> None:
    card = await talk.run(pledge_ends.keep, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(card_message(card), "pledges-toast-judged")


@journey.tap("kp.as")
async def choose_reason(talk: Talk) -> None:
    state = talk.word(1)
    if state not in _HARD:
        raise UserError("button-broken")
    card = await talk.run(pledge_ends.judge, talk.number(0), talk.now)
    await talk.show(_reasons_message(card.pledge, state))


@journey.tap("kp.why")
async def propose(talk: Talk) -> None:
    state, reason = talk.word(1), talk.word(2)
    card = await talk.run(
        pledge_ends.propose_chosen, talk.number(0), state, reason, talk.now, talk.house.working_days
    )
    await talk.show(proposed_message(card), "pledges-toast-judged")


@journey.tap("kp.type")
async def type_reason(talk: Talk) -> None:
    pledge = await talk.run(pledge_ends.ask_reason, talk.number(0), talk.word(1), REASON, talk.now)
    back = Button("button-back", tap_data("kp.judge", pledge.id))
    await talk.show(Message("pledges-type-reason", brief(pledge), ((back,),)))


@journey.answer(REASON)
async def propose_typed(talk: Talk) -> None:
    card = await talk.run(
        pledge_ends.propose_typed, talk.subject_id, talk.text, talk.now, talk.house.working_days
    )
    await talk.reply(proposed_message(card))


@journey.tap("kp.word")
async def ask_word(talk: Talk) -> None:
    card = await talk.run(pledge_ends.ask_word, talk.number(0), WORD, talk.now)
    await talk.show(Message("pledges-ask-word", brief(card.pledge), ((back_to_card(card.pledge.id),),)))


@journey.answer(WORD)
async def take_word(talk: Talk) -> None:
    card = await talk.run(pledge_ends.answer, talk.subject_id, talk.text, talk.now, talk.house.working_days)
    await talk.reply(Message("pledges-word-taken", brief(card.pledge), ((back_to_card(card.pledge.id),),)))


@journey.tap("kp.fine")
async def say_nothing(talk: Talk) -> None:
    card = await talk.run(pledge_ends.answer, talk.number(0), None, talk.now, talk.house.working_days)
    await talk.show(card_message(card))


@journey.tap("kp.pub")
async def publish(talk: Talk) -> None:
    card = await talk.run(pledge_ends.publish, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(card_message(card), "pledges-toast-published")


# -- what is shown ---------------------------------------------------------------------------------------


def judge_message(card: Card) -> Message:
    """The card with the three ends to choose from."""
    pledge_id = card.pledge.id
    shown = card_message(card)
    kept = Button("pledges-button-kept", tap_data("kp.kept", pledge_id))
    hard = tuple(Button(key, tap_data("kp.as", pledge_id, state)) for state, key in _HARD.items())
    more = (*shown.more, Message("pledges-ask-end"))
    return Message(shown.key, shown.values, ((kept,), hard, (back_to_card(pledge_id),)), more)


def _reasons_message(pledge: Pledge, state: str) -> Message:
    reasons = [
        Button(f"pledges-why-{reason}", tap_data("kp.why", pledge.id, state, reason))
        for reason in END_REASONS
    ]
    last = (
        Button("pledges-button-type", tap_data("kp.type", pledge.id, state)),
        Button("button-back", tap_data("kp.judge", pledge.id)),
    )
    values = {**brief(pledge), "state": Term(f"pledges-state-{state}")}
    return Message("pledges-ask-reason", values, (*in_rows(reasons, 2), last))


def proposed_message(card: Card) -> Message:
    """What happens next: the person was told, or has to be told by hand, or it is public already."""
    if card.pledge.state is not PledgeState.PUBLISHED or card.verdict is None:
        return card_message(card)
    shown = card_message(card)
    key = "pledges-proposed" if card.is_told else "pledges-proposed-by-hand"
    return Message(key, brief(card.pledge), shown.buttons, shown.more)
