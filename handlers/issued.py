"""What a branch has issued, and taking it back, for whoever settles its years."""

from __future__ import annotations

from bot.domain.certificates import REASONS, reason_value
from bot.domain.messages import Button, Message, Value
from bot.domain.record_words import SHORT_NAME, shorten
from bot.usecases import issued
from bot.usecases.certificate_words import what
from bot.usecases.certificates import Keepsake
from bot.usecases.issued import Issued, Revoked
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("issued")

REASON = "cert.reason"
IN_A_ROW = 4
REASONS_IN_A_ROW = 2


@journey.tap("cert.list")
async def show_list(talk: Talk) -> None:
    await talk.show(list_message(await talk.read(issued.issued, talk.number(0), talk.number(1))))


@journey.tap("cert.see")
async def show_one(talk: Talk) -> None:
    await talk.show(one_message(await talk.run(issued.leave_reason, talk.number(0), REASON)))


@journey.tap("cert.why")
async def ask_reason(talk: Talk) -> None:
    kept = await talk.read(issued.look, talk.number(0))
    of = kept.certificate
    if of.revoked_at is not None:
        await talk.show(one_message(kept), "honours-toast-revoked")
        return
    reasons = [Button(f"honours-why-{one}", tap_data("cert.gone", of.id, one)) for one in REASONS]
    rows = [tuple(reasons[at : at + REASONS_IN_A_ROW]) for at in range(0, len(reasons), REASONS_IN_A_ROW)]
    own = Button("button-type-reason", tap_data("cert.type", of.id))
    rows.append((own, Button("button-back", tap_data("cert.see", of.id))))
    await talk.show(Message("honours-which-reason", _values(kept), tuple(rows)))


@journey.tap("cert.gone")
async def revoke_for_chosen(talk: Talk) -> None:
    done = await talk.run(issued.revoke_for_chosen, talk.number(0), talk.word(1), talk.now)
    await talk.show(one_message(done.kept), _toast(done))


@journey.tap("cert.type")
async def type_reason(talk: Talk) -> None:
    kept = await talk.run(issued.ask_reason, talk.number(0), REASON, talk.now)
    if kept.certificate.revoked_at is not None:
        await talk.show(one_message(kept), "honours-toast-revoked")
        return
    back = Button("button-back", tap_data("cert.see", kept.certificate.id))
    await talk.show(Message("honours-type-reason", _values(kept), ((back,),)))


@journey.answer(REASON)
async def revoke_for_typed(talk: Talk) -> None:
    done = await talk.run(issued.revoke_for_typed, talk.subject_id, talk.text, talk.now)
    await talk.reply(one_message(done.kept))


def _toast(done: Revoked) -> str:
    return "honours-toast-revoked-now" if done.fresh else "honours-toast-revoked"


def list_message(found: Issued) -> Message:
    """A page of what a branch has issued."""
    lines = tuple(
        Message(
            "honours-issued-line" if one.revoked_at is None else "honours-issued-line-revoked",
            {"place": place, "name": _short(one.text("name")), "what": what(one), "number": one.number},
        )
        for place, one in enumerate(found.found, 1)
    )
    numbers = tuple(
        Button("button-number", tap_data("cert.see", one.id), values={"number": place})
        for place, one in enumerate(found.found, 1)
    )
    rows = [numbers[at : at + IN_A_ROW] for at in range(0, len(numbers), IN_A_ROW)]
    turn = [
        Button(key, tap_data("cert.list", found.branch.id, page))
        for key, page, there in (
            ("button-previous", found.page - 1, found.page > 0),
            ("button-next", found.page + 1, found.more),
        )
        if there
    ]
    rows += [tuple(turn)] if turn else []
    rows.append((Button("honours-button-settle", tap_data("stl.open", found.branch.id, 0)),))
    key = "honours-issued" if lines else "honours-issued-none"
    return Message(key, {"branch": found.branch.name}, tuple(rows), lines)


def one_message(kept: Keepsake) -> Message:
    """One of them: whose, what for, and what can be done about it."""
    of = kept.certificate
    back = Button("honours-button-issued", tap_data("cert.list", of.branch_id, 0))
    if of.revoked_at is not None:
        gone = Message("honours-line-reason", {"reason": reason_value(of.reason or "")})
        return Message("honours-one-revoked", _values(kept), ((back,),), (gone,))
    rows = (
        (
            Button("honours-button-picture", tap_data("cert.pic", of.id)),
            Button("honours-button-revoke", tap_data("cert.why", of.id)),
        ),
        (back,),
    )
    return Message("honours-one", _values(kept), rows)


def _values(kept: Keepsake) -> dict[str, Value]:
    of = kept.certificate
    return {
        "name": _short(of.text("name")),
        "what": what(of),
        "number": of.number,
        "day": kept.issued_on,
    }


def _short(name: str) -> str:
    return shorten(name, SHORT_NAME)
