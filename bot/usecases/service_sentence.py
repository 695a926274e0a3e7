"""What a sentence says, put into a form: what it leaves open or in doubt is asked for, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from bot.domain.messages import Minutes
from bot.domain.record_words import shorten
from bot.domain.service import check_minutes
from bot.domain.service_draft import Field, Remark, ServiceForm
from bot.errors import UserError
from bot.parsing.draft import Doubt, ServiceSentence
from bot.parsing.lengths import find_lengths
from bot.parsing.scan import shadow
from bot.parsing.sentence import read_service
from bot.parsing.writing import Language, write_service

SHOWN_PIECE = 60  # characters of a sentence that a doubt repeats

# Which field a doubt of the parser concerns, and the text that tells it.
DOUBTS: Mapping[str, tuple[Field, str]] = MappingProxyType(
    {
        "date-impossible": (Field.DAY, "log-doubt-date-impossible"),
        "day-contradictory": (Field.DAY, "log-doubt-day-contradictory"),
        "day-unclear": (Field.DAY, "log-doubt-day-unclear"),
        "month-unclear": (Field.DAY, "log-doubt-month-unclear"),
        "two-days": (Field.DAY, "log-doubt-two-days"),
        "duration-impossible": (Field.MINUTES, "log-doubt-duration-impossible"),
        "duration-not-half-hours": (Field.MINUTES, "log-doubt-not-half-hours"),
        "duration-unclear": (Field.MINUTES, "log-doubt-duration-unclear"),
        "number-unclear": (Field.MINUTES, "log-doubt-duration-unclear"),
        "two-durations": (Field.MINUTES, "log-doubt-two-durations"),
        "range-backwards": (Field.START, "log-doubt-range-backwards"),
        "time-contradictory": (Field.START, "log-doubt-time-contradictory"),
        "time-impossible": (Field.START, "log-doubt-time-impossible"),
        "time-of-day-unclear": (Field.START, "log-doubt-time-of-day-unclear"),
        "time-unclear": (Field.START, "log-doubt-time-unclear"),
        "two-day-parts": (Field.START, "log-doubt-time-contradictory"),
        "two-times": (Field.START, "log-doubt-two-times"),
    }
)


def read_into(form: ServiceForm, read: ServiceSentence, sentence: str) -> ServiceForm:
    """The form with what the sentence says; a value that no record may hold becomes a doubt."""
    for doubt in read.doubts:
        form = form.in_doubt(_remark(doubt))
    asked = {doubt.field for doubt in form.doubts}
    # A doubted value is asked for, so setting it here would settle the doubt unseen.
    if read.day is not None and Field.DAY not in asked:
        form = form.on_day(read.day)
    if read.start is not None and Field.START not in asked:
        form = form.starting(read.start)
    if read.minutes is not None and Field.MINUTES not in asked:
        form = _with_minutes(form, read.minutes, sentence)
    if read.place is not None:
        place = read.place
        form = _attempt(form, Field.PLACE, lambda: form.at_place(place))
    if read.category is not None:
        form = form.of_category(read.category)
    if read.words.strip():
        form = _attempt(form, Field.WORDS, lambda: form.saying(read.words))
    return form


def _remark(doubt: Doubt) -> Remark:
    field, key = DOUBTS[doubt.code]
    return Remark(field, key, {"text": shorten(doubt.text, SHOWN_PIECE)})


def _attempt(form: ServiceForm, field: Field, change: Callable[[], ServiceForm]) -> ServiceForm:
    try:
        return change()
    except UserError as error:
        return form.in_doubt(Remark(field, f"error-{error.key}", error.values))


def _with_minutes(form: ServiceForm, minutes: int, sentence: str) -> ServiceForm:
    try:
        check_minutes(minutes)
    except UserError as error:
        return form.in_doubt(Remark(Field.MINUTES, f"error-{error.key}", error.values))
    form = form.lasting(minutes)
    said = assumed_length(sentence, minutes)
    if said is not None:
        note = Remark(Field.MINUTES, "log-note-assumed", {"text": said, "minutes": Minutes(minutes)})
        form = form.noting(note)
    return form


def assumed_length(sentence: str, minutes: int) -> str | None:
    """The words of the sentence that stand for ``minutes`` by the table only (half a day), or None."""
    found = find_lengths(shadow(sentence))
    if any(one.value.minutes is not None and not one.value.soft for one in found):
        return None
    soft = [one for one in found if one.value.soft and one.value.minutes == minutes]
    return sentence[soft[0].start : soft[0].end].strip() if soft else None


def with_names_in_words(form: ServiceForm, names: tuple[str, ...], today: date) -> ServiceForm:
    """The form whose words also tell who else was there, for names that get no record of their own."""
    if not names or form.words is None:
        return form
    language: Language = "en" if all(name.isascii() for name in names) else "zh"
    category = read_service(form.words, today).category
    told = write_service(ServiceSentence(category=category, words=form.words, people=names), today, language)
    if read_service(told, today).words != form.words or ";" in shadow(told):
        # The parser would not read it back as one plain sentence: say it plainly.
        told = f"{form.words} ({', '.join(names)})"
    return _attempt(form, Field.WORDS, lambda: form.saying(told))
