"""Taking a quiz: its button, the answers to its polls, and what was wrong, for the person alone."""

from __future__ import annotations

from bot.usecases import poll_counts, quiz_taking
from bot.usecases.quiz_taking import result_message
from handlers.quiz_views import wrong_message
from handlers.routing import Journey
from handlers.talk import Talk

journey = Journey("quiz-taking")


@journey.tap("qz.go")
async def go_on(talk: Talk) -> None:
    """The question itself goes out with the transaction: a crash loses none."""
    going = await talk.run(quiz_taking.go_on, talk.number(0), talk.now)
    if going.result is not None:
        await talk.toast()
        await talk.reply(result_message(going.result))
        return
    key = "quiz-toast-coming" if going.was_asked else "quiz-toast-asked"
    await talk.toast(key, {"number": going.number, "of": going.of})


@journey.tap("qz.wrong")
async def show_wrong(talk: Talk) -> None:
    page = talk.number(1)
    found = await talk.read(quiz_taking.result, talk.number(0))
    await talk.show(wrong_message(found, page))


@journey.event
async def hear_of_poll(talk: Talk) -> bool:
    """Somebody's answer in private, or how an anonymous poll stands now."""
    answer, poll = talk.update.poll_answer, talk.update.poll
    if answer is not None:
        if answer.user is not None:
            await talk.run(quiz_taking.answer, answer.poll_id, tuple(answer.option_ids), talk.now)
        return True
    if poll is not None:
        if poll.is_anonymous:
            chosen = tuple(option.voter_count for option in poll.options)
            await talk.run(poll_counts.count, poll.id, poll.total_voter_count, chosen, poll.is_closed)
        return True
    return False
