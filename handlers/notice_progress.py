"""How a notice goes, as its sender sees it: one message that counts, and what can be done from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.messages import Button, Buttons, Listing, Message, Minutes, Term
from bot.domain.notices import Answer, NoticeKind, NoticeState, answers
from bot.domain.rights import Actor
from bot.usecases import notice_progress
from bot.usecases.notice_progress import Progress, Unreached
from handlers.notice_card import MINUTE, head, moment, why_term
from handlers.routing import tap_data
from storage.database import Transaction

STOPPED = "stopped"  # why something was not delivered
NAMES_SHOWN = 8  # of each reason
NAMED = 60  # in all; the file has everybody

TITLES: Mapping[NoticeState, str] = MappingProxyType(
    {
        NoticeState.AWAITING_APPROVAL: "notice-is-awaiting-approval",
        NoticeState.SCHEDULED: "notice-is-scheduled",
        NoticeState.SENDING: "notice-is-sending",
        NoticeState.ENDED: "notice-is-ended",
        NoticeState.STOPPED: "notice-is-stopped",
        NoticeState.CANCELLED: "notice-is-cancelled",
        NoticeState.WITHDRAWN: "notice-is-withdrawn",
    }
)
STATES: Mapping[NoticeState, str] = MappingProxyType(
    {
        NoticeState.AWAITING_APPROVAL: "notice-state-awaiting-approval",
        NoticeState.SCHEDULED: "notice-state-scheduled",
        NoticeState.SENDING: "notice-state-sending",
        NoticeState.ENDED: "notice-state-ended",
        NoticeState.STOPPED: "notice-state-stopped",
        NoticeState.CANCELLED: "notice-state-cancelled",
        NoticeState.WITHDRAWN: "notice-state-withdrawn",
    }
)
TO_COME = frozenset({NoticeState.AWAITING_APPROVAL, NoticeState.SCHEDULED})
OVER = frozenset({NoticeState.ENDED, NoticeState.STOPPED, NoticeState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Report:
    """How a notice goes, and once it has ended the first of those who were not reached."""

    progress: Progress
    unreached: tuple[Unreached, ...]


def report(tx: Transaction, actor: Actor, notice_id: int) -> Report:
    """For whoever may see it. Raises ``UserError("not-allowed")``."""
    progress = notice_progress.progress(tx, actor, notice_id)
    if progress.notice.state not in OVER or not progress.not_reached:
        return Report(progress, ())
    return Report(progress, notice_progress.unreached(tx, actor, notice_id, NAMED))


def progress_message(report: Report, per_second: float, timezone: str) -> Message:
    """The sender's message: it counts while the notice goes out, and says in the end who was missed."""
    progress, notice = report.progress, report.progress.notice
    lines = [Message("notice-headline", {"headline": head(progress.headline)})]
    if notice.state in TO_COME and notice.send_at is not None:
        lines.append(Message("notice-line-when", moment(notice.send_at, timezone)))
    if notice.state is NoticeState.SENDING or notice.state in OVER:
        lines += [*_counts(progress, per_second), *_named(progress, report.unreached), *_answers(progress)]
    return Message(TITLES[notice.state], buttons=_buttons(progress), more=tuple(lines))


def more_message(progress: Progress) -> Message:
    """What is done seldom, on a message of its own: the other one keeps counting."""
    notice = progress.notice
    fix = Button("notice-button-fix", tap_data("chg.fix", notice.id))
    take = Button("notice-button-take", tap_data("chg.take", notice.id))
    rows: list[tuple[Button, ...]] = [(fix, take)]
    rows.append((Button("notice-button-plan", tap_data("rcp.plan", notice.id)),))
    if progress.not_reached or progress.unknown:
        rows.append((Button("notice-button-file", tap_data("ntc.file", notice.id)),))
    if progress.unknown and notice.state is not NoticeState.STOPPED:
        rows.append((Button("notice-button-unknown", tap_data("ntc.again", notice.id)),))
    rows.append((Button("notice-button-copy", tap_data("ntc.copy", notice.id)),))
    return Message("notice-more", {"headline": head(progress.headline)}, tuple(rows))


def _counts(progress: Progress, per_second: float) -> Iterable[Message]:
    if progress.notice.state is NoticeState.SENDING and progress.queued:
        yield Message("notice-line-sent-of", {"count": progress.sent, "left": progress.queued})
        yield _time_left(progress, per_second)
    else:
        yield Message("notice-line-sent", {"count": progress.sent})
    if progress.notice.state is NoticeState.STOPPED and (held := _held_back(progress)):
        yield Message("notice-line-held-back", {"count": held})
    if progress.unknown:
        yield Message("notice-line-unknown", {"count": progress.unknown})


def _time_left(progress: Progress, per_second: float) -> Message:
    seconds = -(-progress.queued // max(1, int(per_second)))
    if seconds < MINUTE:
        return Message("notice-line-seconds-left", {"count": max(1, seconds)})
    return Message("notice-line-minutes-left", {"minutes": Minutes(-(-seconds // MINUTE))})


def _held_back(progress: Progress) -> int:
    """How many were not sent because it was stopped: marked as such, or not yet."""
    return progress.queued + progress.dead.get(STOPPED, 0)


def _named(progress: Progress, unreached: tuple[Unreached, ...]) -> Iterable[Message]:
    whys = dict(progress.missed)
    for why, count in progress.dead.items():
        whys[why] = whys.get(why, 0) + count
    whys.pop(STOPPED, None)
    if not whys:
        return
    yield Message("notice-line-not-reached", {"count": sum(whys.values())})
    for why, count in sorted(whys.items(), key=lambda one: -one[1]):
        names = tuple(one.name for one in unreached if one.why == why and not one.unknown)[:NAMES_SHOWN]
        if not names:
            yield Message("notice-line-why", {"why": why_term(why), "count": count})
        elif len(names) == count:
            yield Message("notice-line-why-names", {"why": why_term(why), "names": Listing(names)})
        else:
            yield Message(
                "notice-line-why-names-more",
                {"why": why_term(why), "names": Listing(names), "count": count},
            )


def _answers(progress: Progress) -> Iterable[Message]:
    if progress.notice.kind is NoticeKind.NOTICE:
        read = progress.answers.get(Answer.READ, 0)
        yield Message("notice-line-read", {"count": read, "total": progress.concerned})
        return
    for answer in answers(progress.notice.kind):
        count = progress.answers.get(answer, 0)
        yield Message("notice-line-answer", {"answer": Term(f"answer-{answer}"), "count": count})
    silent = progress.concerned - sum(progress.answers.values())
    yield Message("notice-line-silent", {"count": max(0, silent)})


def _buttons(progress: Progress) -> Buttons:
    notice = progress.notice
    if notice.state in TO_COME:
        return ((Button("notice-button-off", tap_data("ntc.off", notice.id)),),)
    if notice.state in {NoticeState.CANCELLED, NoticeState.WITHDRAWN}:
        return ((Button("notice-button-copy", tap_data("ntc.copy", notice.id)),),)
    who = Button("notice-button-who", tap_data("rcp.who", notice.id))
    nudge = Button("button-nudge", tap_data("rcp.nudge", notice.id))
    more = Button("notice-button-more", tap_data("ntc.more", notice.id))
    if notice.state is NoticeState.SENDING:
        return ((Button("button-stop", tap_data("ntc.stop", notice.id)),), (who,))
    return ((who, nudge), (more,))
