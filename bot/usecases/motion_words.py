"""What a meeting decided, in words: the same in the chat, in what members are told and in the report."""

from __future__ import annotations

from bot.domain.meetings import Vote
from bot.domain.messages import Message, Value
from bot.usecases.meeting_roll import Roll
from bot.usecases.meeting_words import when_values
from storage.minutes import Motion


def came_line(roll: Roll) -> Message:
    """How many should have attended and were there."""
    there = roll.tally.attendance
    values: dict[str, Value] = {
        "should": there.should,
        "present": there.present,
        "leave": there.leave,
        "absent": there.absent,
        "percent": there.percent,
    }
    return Message("meeting-line-came", values)


def motion_line(number: int, motion: Motion) -> Message:
    """A motion with what became of it, or a decision."""
    values: dict[str, Value] = {"number": number, "words": motion.words}
    if not motion.by_vote:
        return Message("motion-line-decision", values)
    if motion.count is None:
        return Message("motion-line-open", values)
    return Message(result_key(motion.count.vote), {**values, **vote_values(motion.count.vote)})


def result_key(vote: Vote) -> str:
    """The text that says what a count means."""
    if not vote.has_quorum:
        return "motion-line-no-quorum"
    return "motion-line-passed" if vote.is_passed else "motion-line-failed"


def vote_values(vote: Vote) -> dict[str, Value]:
    """The numbers of a count; ``silent``: who was there and did not vote."""
    return {
        "favour": vote.in_favour,
        "against": vote.against,
        "abstained": vote.abstained,
        "silent": vote.present - vote.in_favour - vote.against - vote.abstained,
        "should": vote.should,
        "present": vote.present,
        "needed": vote.needed,
    }


def trace_lines(motion: Motion, roll: Roll, most: int | None = None) -> tuple[Message, ...]:
    """What was corrected about a motion, by whom and when, and whether it was written down late.

    ``most``: only the last so many corrections; None: every one.
    """
    timezone = roll.branch.timezone
    lines = [
        Message(
            "motion-line-corrected",
            {**vote_values(old.vote), **when_values(new.at, timezone), "name": new.by},
        )
        for old, new in zip(motion.counts, motion.counts[1:], strict=False)
    ]
    lines = lines if most is None else lines[-most:]
    written_at = motion.count.at if motion.count else motion.created_at
    if motion.is_settled and roll.is_late(written_at):
        lines.append(Message("motion-line-late", when_values(written_at, timezone)))
    if motion.dropped_at is not None:
        values = {**when_values(motion.dropped_at, timezone), "name": motion.dropped_by}
        lines.append(Message("motion-line-dropped", values))
    return tuple(lines)
