"""The buttons under a notice, by which people answer it."""

from __future__ import annotations

from bot.domain.messages import Button, Buttons, Term
from bot.domain.notices import Answer, NoticeKind, answers


def answer_buttons(notice_id: int, kind: NoticeKind, given: Answer | None = None) -> Buttons:
    """What a notice of this kind has under it; ``given`` is what the reader has answered."""
    if kind is NoticeKind.NOTICE:
        label = "button-received" if given is None else "button-received-before"
        return ((Button(label, f"rcp.ok:{notice_id}"),),)
    return (tuple(_choice(notice_id, answer, answer is given) for answer in answers(kind)),)


def _choice(notice_id: int, answer: Answer, is_given: bool) -> Button:
    data = f"rcp.go:{notice_id}:{answer}"
    if not is_given:
        return Button(f"answer-{answer}", data)
    return Button("button-answer-given", data, values={"answer": Term(f"answer-{answer}")})
