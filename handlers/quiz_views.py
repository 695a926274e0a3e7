"""What quizzes look like: the list, a quiz that is being made, its questions, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.domain.messages import Button, Listing, Message, Term, Value
from bot.domain.quiz import LETTERS, Question, QuestionProblem, percent
from bot.domain.rich_text import units
from bot.usecases.quiz_drafts import QuizCard
from bot.usecases.quiz_groups import GroupPlan
from bot.usecases.quiz_report import Names, QuestionTotal, Report
from bot.usecases.quiz_taking import Result
from bot.usecases.quizzes import QuizLook
from handlers.paging import turning
from handlers.routing import tap_data
from storage.quizzes import QuizRow

MOST_PROBLEMS = 10
MOST_BRANCHES = 30
MOST_NAMES = 60
TOTALS_A_PAGE = 10
PAGE_UNITS = 3_000  # of one message; the longest question has some 1,800
SHORT = 18  # characters of a question in a list


def list_message(found: Sequence[QuizRow]) -> Message:
    """The quizzes of the branches that somebody runs."""
    rows = [
        (Button("quiz-button-one", tap_data("qz.open", one.id), values={"title": one.title}),)
        for one in found
    ]
    new = (Button("quiz-button-new", tap_data("qz.new")), Button("button-back", tap_data("st.list", 0)))
    return Message("quiz-list" if found else "quiz-list-empty", buttons=(*rows, new))


# -- one that is being made ----------------------------------------------------------------------------


def ask_message(draft_id: int) -> Message:
    """How to send the questions."""
    return Message("quiz-ask-questions", buttons=((_drop(draft_id),),))


def card_message(card: QuizCard) -> Message:
    """What was read, what is wrong with it, and the button that keeps it."""
    form, number = card.form, card.draft_id
    lines = [*_problem_lines(form.problems)]
    if form.tail:
        lines.append(Message("quiz-line-goes-on"))
    rows: list[tuple[Button, ...]] = []
    if form.branch_id is None:
        lines.append(Message("quiz-line-which-branch"))
        rows += [
            (Button("quiz-button-one", tap_data("qz.branch", number, one.id), values={"title": one.name}),)
            for one in card.branches[:MOST_BRANCHES]
        ]
    elif form.questions:
        count: dict[str, Value] = {"count": len(form.questions)}
        keep = (
            Button("quiz-button-save-good", tap_data("qz.skip", number), values=count)
            if form.problems
            else Button("quiz-button-save", tap_data("qz.save", number))
        )
        rows.append((keep,))
        rows.append(
            (
                Button("quiz-button-preview", tap_data("qz.page", number, 0)),
                Button("quiz-button-title", tap_data("qz.title", number)),
            )
        )
    rows.append((_drop(number),))
    several = sum(one.has_several for one in form.questions)
    values: dict[str, Value] = {"title": form.title, "count": len(form.questions), "several": several}
    return Message("quiz-card", values, tuple(rows), tuple(lines))


def _drop(draft_id: int) -> Button:
    return Button("button-cancel", tap_data("qz.drop", draft_id))


def _problem_lines(problems: Sequence[QuestionProblem]) -> Iterable[Message]:
    if not problems:
        return
    yield Message("quiz-bad", {"count": len({one.number for one in problems})})
    for one in problems[:MOST_PROBLEMS]:
        what: dict[str, Value] = {
            "number": one.number,
            "value": one.value,
            "letter": one.letter,
            "limit": one.limit,
        }
        yield Message(f"quiz-problem-{one.key}", what)
    if len(problems) > MOST_PROBLEMS:
        yield Message("quiz-problems-more", {"count": len(problems) - MOST_PROBLEMS})
    yield Message("quiz-bad-again")


def preview_message(card: QuizCard, page: int) -> Message:
    """The questions of a draft with the right options marked."""
    back = Button("button-back", tap_data("qz.card", card.draft_id))
    return _questions(
        card.form.title,
        card.form.questions,
        page,
        lambda other: tap_data("qz.page", card.draft_id, other),
        back,
    )


# -- one that is kept ----------------------------------------------------------------------------------


def quiz_message(found: QuizLook, *, is_new: bool = False) -> Message:
    """A quiz, and what can be done with it."""
    number = found.quiz.id
    rows = (
        (Button("quiz-button-plan", tap_data("qz.plan", number)),),
        (Button("quiz-button-group", tap_data("qz.group", number)),),
        (
            Button("quiz-button-report", tap_data("qz.sum", number, 0)),
            Button("quiz-button-preview", tap_data("qz.look", number, 0)),
        ),
        (Button("quiz-button-list", tap_data("qz.list")),),
    )
    values: dict[str, Value] = {
        "title": found.quiz.title,
        "branch": found.branch.name,
        "count": len(found.questions),
    }
    return Message("quiz-saved" if is_new else "quiz-one", values, rows)


def look_message(found: QuizLook, page: int) -> Message:
    """The questions of a quiz with the right options marked."""
    number = found.quiz.id
    every = [row.question for row in found.questions]
    return _questions(
        found.quiz.title, every, page, lambda other: tap_data("qz.look", number, other), _back(number)
    )


def _back(quiz_id: int) -> Button:
    return Button("button-back", tap_data("qz.open", quiz_id))


def _questions(
    title: str, every: Sequence[Question], page: int, data: Callable[[int], str], back: Button
) -> Message:
    blocks = [_block(number, one) for number, one in enumerate(every, start=1)]
    shown, page, pages = _page(blocks, page)
    return Message("quiz-questions", {"title": title}, (*turning(page, pages, data), (back,)), shown)


def _block(number: int, question: Question) -> tuple[Message, ...]:
    lines = [Message("quiz-line-question", {"number": number, "text": question.text})]
    for place, option in enumerate(question.options):
        key = "quiz-line-right" if place in question.correct else "quiz-line-option"
        lines.append(Message(key, {"letter": LETTERS[place], "text": option}))
    if question.explanation:
        lines.append(Message("quiz-line-explanation", {"text": question.explanation}))
    return tuple(lines)


def _page(blocks: Sequence[tuple[Message, ...]], page: int) -> tuple[tuple[Message, ...], int, int]:
    """The lines of one page, which page it is, and how many there are: no block is parted."""
    pages: list[list[Message]] = [[]]
    room = PAGE_UNITS
    for block in blocks:
        size = sum(units(str(value)) + 8 for line in block for value in line.values.values())
        if size > room and pages[-1]:
            pages.append([])
            room = PAGE_UNITS
        pages[-1] += block
        room -= size
    page = max(0, min(page, len(pages) - 1))
    return tuple(pages[page]), page, len(pages)


# -- in groups -----------------------------------------------------------------------------------------


def group_message(found: GroupPlan) -> Message:
    """Where the questions would go; or, while they are there, how to end it."""
    number = found.quiz.id
    if found.is_open:
        close = Button("quiz-button-close", tap_data("qz.close", number))
        return Message("quiz-in-groups", {"title": found.quiz.title}, ((close,), (_back(number),)))
    values: dict[str, Value] = {
        "title": found.quiz.title,
        "count": found.questions,
        "groups": Listing(tuple(chat.title for chat in found.chats)),
    }
    send = Button("button-send", tap_data("qz.send", number))
    return Message("quiz-ask-groups", values, ((send, _back(number)),))


def posted_message(found: GroupPlan) -> Message:
    """What was sent to the groups."""
    values: dict[str, Value] = {
        "title": found.quiz.title,
        "count": found.questions,
        "chats": len(found.chats),
    }
    report = Button("quiz-button-report", tap_data("qz.sum", found.quiz.id, 0))
    return Message("quiz-posted", values, ((report,),))


# -- how it went ---------------------------------------------------------------------------------------


def report_message(found: Report, page: int) -> Message:
    """Totals, question by question; no names."""
    number = found.quiz.id
    pages = max(1, -(-len(found.questions) // TOTALS_A_PAGE))
    page = min(page, pages - 1)
    shown = found.questions[page * TOTALS_A_PAGE : (page + 1) * TOTALS_A_PAGE]
    lines = [line for one in shown for line in _total_lines(one)]
    if any(one.right is None and one.answered for one in found.questions):
        lines.append(Message("quiz-line-too-few"))
    if found.missed:
        lines.append(Message("quiz-line-missed", {"count": found.missed}))
    rows = list(turning(page, pages, lambda other: tap_data("qz.sum", number, other)))
    if found.concerned or found.begun:
        rows.append((Button("quiz-button-who", tap_data("qz.who", number)),))
    if found.is_open:
        rows.append((Button("quiz-button-close", tap_data("qz.close", number)),))
    values: dict[str, Value] = {
        "title": found.quiz.title,
        "concerned": found.concerned,
        "begun": found.begun,
        "finished": found.finished,
    }
    key = "quiz-report" if found.concerned or found.begun else "quiz-report-not-sent"
    return Message(key, values, (*rows, (_back(number),)), tuple(lines))


def _total_lines(one: QuestionTotal) -> Iterable[Message]:
    text = one.row.question.text
    head: dict[str, Value] = {
        "number": one.row.number,
        "text": text if len(text) <= SHORT else text[: SHORT - 1] + "…",
    }
    yield Message("quiz-line-total", head)
    if one.answered:
        yield _share(Term("quiz-where-private"), one.answered, one.right)
    if one.in_groups:
        yield _share(Term("quiz-where-groups"), one.in_groups, one.right_in_groups)
    if not one.answered and not one.in_groups:
        yield Message("quiz-line-nobody")


def _share(where: Term, count: int, right: int | None) -> Message:
    values: dict[str, Value] = {"where": where, "count": count}
    if right is None:
        return Message("quiz-line-count", values)
    return Message("quiz-line-share", {**values, "share": percent(right, count)})


def names_message(found: Names) -> Message:
    """Who has finished and who has not; nothing else goes with a name."""
    lines = [_names("quiz-line-finished", found.finished), _names("quiz-line-not-yet", found.not_yet)]
    back = Button("button-back", tap_data("qz.sum", found.quiz.id, 0))
    return Message("quiz-who", {"title": found.quiz.title}, ((back,),), tuple(lines))


def _names(key: str, names: Sequence[str]) -> Message:
    shown: Value = Listing(tuple(names[:MOST_NAMES])) if names else Term("quiz-nobody")
    return Message(key, {"count": len(names), "names": shown})


def wrong_message(found: Result, page: int) -> Message:
    """What was answered otherwise than right, for the person alone."""
    blocks = []
    for one in found.wrong:
        question = one.row.question
        lines = [
            Message("quiz-line-question", {"number": one.row.number, "text": question.text}),
            Message("quiz-line-yours", {"text": _said(question, one.chosen)}),
            Message("quiz-line-correct", {"text": _said(question, question.correct)}),
        ]
        if question.explanation:
            lines.append(Message("quiz-line-explanation", {"text": question.explanation}))
        blocks.append(tuple(lines))
    shown, page, pages = _page(blocks, page)
    rows = turning(page, pages, lambda other: tap_data("qz.wrong", found.quiz.id, other))
    values: dict[str, Value] = {"title": found.quiz.title, "right": found.right, "of": found.of}
    return Message("quiz-wrong", values, rows, shown)


def _said(question: Question, places: Iterable[int]) -> Value:
    items = tuple(f"{LETTERS[place]}. {question.options[place]}" for place in places)
    return Listing(items) if len(items) > 1 else items[0] if items else ""
