"""The form of a pledge before it is submitted: what is promised, and what is still to be asked.

A form never holds words or days that no pledge may hold: each is checked when it is set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.messages import Value, values_from_json, values_to_json
from bot.domain.pledges import (
    MOST_ITEMS,
    NewItem,
    Pledge,
    PledgeKind,
    check_due,
    check_words,
)
from bot.errors import UserError


@dataclass(frozen=True, slots=True)
class FormItem:
    """One thing of a form. ``due_on`` None: it is asked for; ``remark``: the key of what to tell about it."""

    words: str
    due_on: date | None = None
    remark: str = ""
    values: Mapping[str, Value] | None = None

    @property
    def mark(self) -> int:
        """A number that tells it from the others: a button pressed twice must not take the next one, too."""
        return sum((at + 1) * ord(letter) for at, letter in enumerate(self.words)) % 100_000


@dataclass(frozen=True, slots=True)
class PledgeForm:
    """A half-filled pledge of a person, or of the branch itself (``person_id`` None).

    ``unknown``: a name that was said and is nobody the pledge can be made for. ``returned``: id and version
    of the returned pledge it replaces. ``became``: the pledge it is now.
    """

    branch_id: int
    person_id: int | None
    kind: PledgeKind = PledgeKind.DEED
    items: tuple[FormItem, ...] = ()
    unknown: str = ""
    returned: tuple[int, int] | None = None
    became: int | None = None

    def dateless(self) -> int | None:
        """The place of the first item whose day is not known."""
        return next((place for place, item in enumerate(self.items) if item.due_on is None), None)

    def new_items(self) -> tuple[NewItem, ...]:
        """What the pledge will promise; ``UserError("pledge-incomplete")`` while something is missing."""
        if not self.items:
            raise UserError("pledge-empty")
        dated = tuple(NewItem(item.words, item.due_on) for item in self.items if item.due_on is not None)
        if len(dated) != len(self.items):
            raise UserError("pledge-incomplete")
        return dated

    # -- corrections: each gives a new form ------------------------------------------------------------

    def with_items(self, items: Sequence[FormItem]) -> PledgeForm:
        """The form with more items; ``UserError`` for too many, and for words that are too long."""
        found = (*self.items, *items)
        if len(found) > MOST_ITEMS:
            raise UserError("pledge-too-many", limit=MOST_ITEMS, count=len(found))
        for item in items:
            check_words(item.words)
        return replace(self, items=found)

    def saying(self, place: int, words: str) -> PledgeForm:
        """The form with other words of an item; ``UserError`` for none, or too many."""
        plain = " ".join(words.split())
        if not plain:
            raise UserError("pledge-words-missing")
        check_words(plain)
        item = self.item(place)
        kept = item.remark if item.due_on is None else ""  # what was told of the words is told no more
        return self._with(place, replace(item, words=plain, remark=kept))

    def due(self, place: int, due_on: date, today: date) -> PledgeForm:
        """The form with another day of an item; ``UserError`` for one that cannot be promised."""
        check_due(due_on, today)
        return self._with(place, replace(self.item(place), due_on=due_on, remark="", values=None))

    def without(self, place: int, mark: int) -> PledgeForm:
        """The form without an item, as long as that is the one which was shown."""
        if place >= len(self.items) or self.items[place].mark != mark:
            return self
        return replace(self, items=(*self.items[:place], *self.items[place + 1 :]))

    def item(self, place: int) -> FormItem:
        """One item; ``UserError("pledge-item-gone")`` when there is none."""
        if not 0 <= place < len(self.items):
            raise UserError("pledge-item-gone")
        return self.items[place]

    def _with(self, place: int, item: FormItem) -> PledgeForm:
        return replace(self, items=(*self.items[:place], item, *self.items[place + 1 :]))


def form_of(pledge: Pledge) -> PledgeForm:
    """The form that changes a returned pledge."""
    items = tuple(FormItem(item.words, item.due_on) for item in pledge.items)
    return PledgeForm(
        pledge.branch_id, pledge.person_id, pledge.kind, items, returned=(pledge.id, pledge.version)
    )


def form_to_json(form: PledgeForm) -> dict[str, Any]:
    """A JSON object that ``form_from_json`` reads back."""
    return {
        "branch": form.branch_id,
        "person": form.person_id,
        "kind": form.kind.value,
        "items": [
            {
                "words": item.words,
                "due_on": item.due_on.isoformat() if item.due_on else None,
                "remark": item.remark,
                "values": values_to_json(item.values or {}),
            }
            for item in form.items
        ],
        "unknown": form.unknown,
        "returned": list(form.returned) if form.returned else None,
        "became": form.became,
    }


def form_from_json(data: Mapping[str, Any]) -> PledgeForm:
    """The inverse of ``form_to_json``."""
    return PledgeForm(
        data["branch"],
        data["person"],
        PledgeKind(data["kind"]),
        tuple(
            FormItem(
                one["words"],
                date.fromisoformat(one["due_on"]) if one["due_on"] else None,
                one["remark"],
                values_from_json(one["values"]) or None,
            )
            for one in data["items"]
        ),
        data["unknown"],
        (data["returned"][0], data["returned"][1]) if data["returned"] else None,
        data["became"],
    )
