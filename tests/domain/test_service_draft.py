"""The form of a service: any sequence of edits leaves it whole, and JSON keeps all of it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Listing, Minutes
from bot.domain.service import PHOTO_LIMIT, PLACE_LENGTH, WORDS_LENGTH, Helped, RecordState, ServiceCategory
from bot.domain.service_draft import REQUIRED, Field, Remark, ServiceForm, form_of
from bot.domain.service_draft_json import form_from_json, form_to_json
from bot.errors import UserError
from tests.domain.records import facts, record

EMPTY = ServiceForm((1,))
DAY = date(2026, 11, 18)

texts = st.text(min_size=0, max_size=12) | st.sampled_from(["东关社区", " ", "长" * 501])
remarks = st.builds(
    Remark,
    st.none() | st.sampled_from(Field),
    st.just("log-doubt-two-days"),
    st.dictionaries(
        st.sampled_from(["text", "minutes", "day", "names"]),
        st.text(max_size=5)
        | st.builds(Minutes, st.integers(0, 999))
        | st.dates()
        | st.builds(Listing, st.tuples(st.text(max_size=3))),
    ),
)
edits = st.one_of(
    st.tuples(st.just("on_day"), st.dates()),
    st.tuples(st.just("starting"), st.none() | st.integers(-10, 1500)),
    st.tuples(st.just("lasting"), st.integers(-30, 1000) | st.sampled_from([30, 90, 960])),
    st.tuples(st.just("at_place"), texts),
    st.tuples(st.just("of_category"), st.sampled_from(ServiceCategory)),
    st.tuples(st.just("saying"), texts),
    st.tuples(st.just("helping"), st.none() | st.sampled_from(Helped), st.none() | texts),
    st.tuples(st.just("with_photo"), st.text(max_size=3), st.none() | st.text(max_size=2)),
    st.tuples(st.just("without_photos")),
    st.tuples(st.just("toggled"), st.integers(1, 4)),
    st.tuples(st.just("in_doubt"), remarks),
    st.tuples(st.just("noting"), remarks),
)


def edited(changes: list[tuple[object, ...]], form: ServiceForm = EMPTY) -> ServiceForm:
    for name, *arguments in changes:
        try:
            form = getattr(form, str(name))(*arguments)
        except UserError:
            continue
    return form


def has_facts(form: ServiceForm) -> bool:
    try:
        form.facts()
    except UserError as error:
        return error.key != "service-incomplete"
    return True


@given(st.lists(edits, max_size=30))
def test_json_keeps_a_form_after_any_edits(changes: list[tuple[object, ...]]) -> None:
    form = edited(changes)
    assert form_from_json(json.loads(json.dumps(form_to_json(form)))) == form


@given(st.lists(edits, max_size=30))
def test_nothing_is_missing_exactly_when_there_are_facts(changes: list[tuple[object, ...]]) -> None:
    form = edited(changes)
    assert has_facts(form) == (not form.missing())


@given(st.lists(edits, max_size=30))
def test_a_form_never_holds_what_no_record_may(changes: list[tuple[object, ...]]) -> None:
    form = edited(changes)
    assert form.minutes is None or (form.minutes % 30 == 0 and 0 < form.minutes <= 960)
    assert form.start is None or 0 <= form.start < 1440
    assert form.place is None or 0 < len(form.place.strip()) <= PLACE_LENGTH
    assert form.words is None or 0 < len(form.words.strip()) <= WORDS_LENGTH
    assert len(form.photos) <= PHOTO_LIMIT
    assert form.people
    assert len(set(form.people)) == len(form.people)
    assert form.helped_words is None or form.helped is not None


@given(st.lists(edits, max_size=30))
def test_what_is_missing_or_in_doubt_is_asked_for(changes: list[tuple[object, ...]]) -> None:
    form = edited(changes)
    asked = form.next_question()
    if form.missing():
        assert asked is not None
    if asked is not None:
        assert asked in form.missing() or asked in {doubt.field for doubt in form.doubts}


def test_the_order_of_questions() -> None:
    form, asked = EMPTY, []
    answers = {
        Field.DAY: lambda of: of.on_day(DAY),
        Field.MINUTES: lambda of: of.lasting(60),
        Field.PLACE: lambda of: of.at_place("西街"),
        Field.CATEGORY: lambda of: of.of_category(ServiceCategory.SAFETY),
        Field.WORDS: lambda of: of.saying("巡逻"),
    }
    while (field := form.next_question()) is not None:
        asked.append(field)
        form = answers[field](form)
    assert tuple(asked) == REQUIRED


def test_an_answer_settles_the_doubts_of_its_field_only() -> None:
    doubts = (Remark(Field.DAY, "log-doubt-two-days"), Remark(Field.START, "log-doubt-two-times"))
    form = EMPTY.in_doubt(doubts[0]).in_doubt(doubts[1]).on_day(DAY)
    assert form.doubts == doubts[1:]
    assert form.next_question() is Field.START
    assert form.starting(None).doubts == ()


@pytest.mark.parametrize(("length", "fits"), [(PLACE_LENGTH, True), (PLACE_LENGTH + 1, False)])
def test_a_long_place_is_refused_with_the_count_and_never_cut(length: int, fits: bool) -> None:
    if fits:
        assert EMPTY.at_place("路" * length).place == "路" * length
        return
    with pytest.raises(UserError, match="service-text-too-long") as caught:
        EMPTY.at_place("路" * length)
    assert caught.value.values == {"limit": PLACE_LENGTH, "count": length}


def test_the_tenth_photo_is_refused_and_the_same_photo_counts_once() -> None:
    form = EMPTY
    for number in range(PHOTO_LIMIT):
        form = form.with_photo(f"photo-{number}")
    assert form.with_photo("photo-0") == form
    with pytest.raises(UserError, match="service-photos-full"):
        form.with_photo("one more")


def test_the_last_person_stays() -> None:
    with pytest.raises(UserError, match="log-nobody"):
        EMPTY.toggled(1)
    assert EMPTY.toggled(2).toggled(1).people == (2,)


def test_the_form_of_a_returned_record_says_the_same() -> None:
    returned = record(facts(start=600), id=7, state=RecordState.RETURNED)
    form = form_of(returned, ("photo",))
    assert form.facts() == returned.facts
    assert form.returned is not None
    assert (form.returned.record_id, form.returned.version) == (7, 1)
    assert form_from_json(json.loads(json.dumps(form_to_json(form)))) == form


@pytest.mark.parametrize(
    "damage",
    [
        {"extra": 1},
        {"minutes": "60"},
        {"minutes": True},
        {"day": "yesterday"},
        {"day": 5},
        {"category": "gardening"},
        {"photos": "photo"},
        {"photos": [1]},
        {"people": ["1"]},
        {"doubts": [{"field": "day"}]},
        {"doubts": [{"field": "colour", "key": "x", "values": {}}]},
        {"returned": {"record_id": 1}},
    ],
)
def test_damaged_json_is_noticed(damage: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        form_from_json({**form_to_json(EMPTY), **damage})


def test_json_with_a_key_missing_is_noticed() -> None:
    data = form_to_json(EMPTY)
    del data["place"]
    with pytest.raises(ValueError, match="other keys"):
        form_from_json(data)
