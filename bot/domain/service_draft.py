"""The form of a service before it is submitted: what is known, what is missing, what is in doubt.

A form never holds a value that no record may hold: each is checked when it is set. The limits that need
the clock, the branch or other records are the use case's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as default
from datetime import date
from enum import StrEnum

from bot.domain.identity import refuse_identity_number
from bot.domain.messages import Value
from bot.domain.service import (
    PHOTO_LIMIT,
    PLACE_LENGTH,
    WORDS_LENGTH,
    Helped,
    ServiceCategory,
    ServiceFacts,
    ServiceRecord,
    check_minutes,
    check_text,
)
from bot.errors import UserError

PEOPLE_LIMIT = 60  # one form is for one branch at most; a branch has up to about fifty members


class Field(StrEnum):
    """A field that can be asked for."""

    DAY = "day"
    START = "start"
    MINUTES = "minutes"
    PLACE = "place"
    CATEGORY = "category"
    WORDS = "words"
    HELPED = "helped"
    HELPED_WORDS = "helped-words"


# In the order in which they are asked for.
REQUIRED = (Field.DAY, Field.MINUTES, Field.CATEGORY, Field.PLACE, Field.WORDS)
_ORDER = (Field.DAY, Field.START, Field.MINUTES, Field.CATEGORY, Field.PLACE, Field.WORDS)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a field, by the key of a text: a doubt that makes it asked, or a note."""

    field: Field | None
    key: str
    values: Mapping[str, Value] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Returned:
    """The returned record that the form is to replace, as it was when the form was opened."""

    record_id: int
    version: int
    day: date


@dataclass(frozen=True, slots=True)
class ServiceForm:
    """A half-filled service. ``day`` and ``start`` (minutes after midnight) are in the branch's time zone.

    ``people``: ids of those it is logged for, one at least. ``offered``: ids of those a sentence named and
    who can be picked. ``photos``: Telegram file ids. ``album`` and ``card``: the photo album that came last
    (Telegram's media group) and the message that counts its photos. ``submitted``: ids of the records the
    form became.
    """

    people: tuple[int, ...]
    day: date | None = None
    start: int | None = None
    minutes: int | None = None
    place: str | None = None
    category: ServiceCategory | None = None
    words: str | None = None
    helped: Helped | None = None
    helped_words: str | None = None
    photos: tuple[str, ...] = ()
    offered: tuple[int, ...] = ()
    doubts: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    returned: Returned | None = None
    album: str | None = None
    card: int | None = None
    submitted: tuple[int, ...] = ()

    # -- what is known ------------------------------------------------------------------------------

    def missing(self) -> tuple[Field, ...]:
        """The required fields that are not known; none exactly when ``facts`` can be made."""
        return tuple(one for one in REQUIRED if getattr(self, one.value) is None)

    def next_question(self) -> Field | None:
        """The field to ask for now: the first that is missing or in doubt."""
        asked = {*self.missing(), *(doubt.field for doubt in self.doubts)}
        return next((one for one in _ORDER if one in asked), None)

    def facts(self) -> ServiceFacts:
        """What a record will say; ``UserError("service-incomplete")`` while something is missing."""
        if (
            self.day is None
            or self.minutes is None
            or self.place is None
            or self.category is None
            or self.words is None
        ):
            raise UserError("service-incomplete")
        return ServiceFacts(
            self.day,
            self.start,
            self.minutes,
            self.place,
            self.category,
            self.words,
            self.helped,
            self.helped_words,
        )

    # -- corrections: each gives a new form ------------------------------------------------------------

    def on_day(self, day: date) -> ServiceForm:
        """The form with that day."""
        return replace(self, day=day)._settled(Field.DAY)

    def starting(self, start: int | None) -> ServiceForm:
        """The form with that start, or with none; ``UserError("time-impossible")``."""
        if start is not None and not 0 <= start < 24 * 60:
            raise UserError("time-impossible")
        return replace(self, start=start)._settled(Field.START)

    def lasting(self, minutes: int) -> ServiceForm:
        """The form with that duration in half-hour steps; ``UserError`` for any other."""
        check_minutes(minutes)
        return replace(self, minutes=minutes)._settled(Field.MINUTES)

    def at_place(self, place: str) -> ServiceForm:
        """The form with that place; ``UserError`` for none or a text that is too long."""
        return replace(self, place=_text(place, PLACE_LENGTH))._settled(Field.PLACE)

    def of_category(self, category: ServiceCategory) -> ServiceForm:
        """The form with that category."""
        return replace(self, category=category)._settled(Field.CATEGORY)

    def saying(self, words: str) -> ServiceForm:
        """The form with what was done; ``UserError`` for nothing or a text that is too long."""
        return replace(self, words=_text(words, WORDS_LENGTH))._settled(Field.WORDS)

    def helping(self, helped: Helped | None, words: str | None = None) -> ServiceForm:
        """The form with whom it helped; ``helped`` None takes it out again."""
        told = _text(words, WORDS_LENGTH) if words is not None and helped is not None else None
        return replace(self, helped=helped, helped_words=told)

    def with_photo(self, file_id: str, album: str | None = None) -> ServiceForm:
        """The form with one more photo; ``UserError("service-photos-full")`` beyond the limit."""
        if file_id in self.photos:
            return self
        if len(self.photos) >= PHOTO_LIMIT:
            raise UserError("service-photos-full", limit=PHOTO_LIMIT)
        return replace(self, photos=(*self.photos, file_id), album=album)

    def without_photos(self) -> ServiceForm:
        """The form with no photo."""
        return replace(self, photos=(), album=None)

    def toggled(self, person_id: int) -> ServiceForm:
        """The form for one person more or less; ``UserError`` when nobody or too many would be left."""
        if person_id not in self.people:
            if len(self.people) >= PEOPLE_LIMIT:
                raise UserError("log-too-many-people", limit=PEOPLE_LIMIT)
            return replace(self, people=(*self.people, person_id))
        if len(self.people) == 1:
            raise UserError("log-nobody")
        return replace(self, people=tuple(one for one in self.people if one != person_id))

    def in_doubt(self, remark: Remark) -> ServiceForm:
        """The form with a doubt: the field is asked for, whatever was understood."""
        return replace(self, doubts=(*self.doubts, remark))

    def noting(self, remark: Remark) -> ServiceForm:
        """The form with a note to show on the card."""
        return replace(self, notes=(*self.notes, remark))

    def _settled(self, known: Field) -> ServiceForm:
        return replace(
            self,
            doubts=tuple(one for one in self.doubts if one.field is not known),
            notes=tuple(one for one in self.notes if one.field is not known),
        )


def form_of(record: ServiceRecord, photos: tuple[str, ...]) -> ServiceForm:
    """The form that corrects a returned record, filled with what the record says."""
    facts = record.facts
    return ServiceForm(
        (record.person_id,),
        facts.day,
        facts.start,
        facts.minutes,
        facts.place,
        facts.category,
        facts.words,
        facts.helped,
        facts.helped_words,
        photos,
        returned=Returned(record.id, record.version, facts.day),
    )


def _text(text: str, limit: int) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise UserError("service-incomplete")
    check_text(plain, limit)
    refuse_identity_number(plain)
    return plain
