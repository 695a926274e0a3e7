"""Pledges: no move but the allowed ones, the limits of what can be promised, the days that are offered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain.pledges import (
    ENDED,
    LEAST_DAYS,
    LONGEST_ITEM,
    MOST_ITEMS,
    MOVES,
    PUBLIC,
    Coverage,
    NewItem,
    Pledge,
    PledgeChange,
    PledgeItem,
    PledgeKind,
    PledgeState,
    check_items,
    last_day,
    month_end,
    next_state,
    quarter_end,
    usual_due,
    year_of,
)
from bot.errors import UserError

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))

# Written by hand from the rule book, apart from the code: what may follow what.
LIFE = {
    "submitted": {"published", "returned", "withdrawn"},
    "returned": {"submitted", "withdrawn"},
    "published": {"kept", "partly", "not-kept"},
    "withdrawn": set(),
    "kept": set(),
    "partly": set(),
    "not-kept": set(),
}
LEADS_TO = {
    "published": "published",
    "returned": "returned",
    "resubmitted": "submitted",
    "withdrawn": "withdrawn",
    "kept": "kept",
    "partly": "partly",
    "not-kept": "not-kept",
}


def test_moves_are_those_of_the_rule_book() -> None:
    for state in PledgeState:
        for then in PledgeState:
            assert (then in MOVES[state].values()) == (then in LIFE[state]), (state, then)
    assert set(MOVES) == set(PledgeState)


class Life(RuleBasedStateMachine):
    """Any changes in any order: what is not allowed is refused and leaves the pledge as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PledgeState.SUBMITTED
        self.been = [self.state]

    @rule(change=st.sampled_from(PledgeChange))
    def changes(self, change: PledgeChange) -> None:
        then = LEADS_TO.get(change)
        if then not in LIFE[self.state]:
            with pytest.raises(UserError, match="pledge-moved-on"):
                next_state(self.state, change)
            return
        self.state = next_state(self.state, change)
        assert self.state == then
        self.been.append(self.state)

    @invariant()
    def ends_once_and_only_after_publishing(self) -> None:
        ends = [state for state in self.been if state in ENDED]
        assert len(ends) <= 1
        if self.state in PUBLIC:
            assert self.been.count(PledgeState.PUBLISHED) == 1
        if PledgeState.WITHDRAWN in self.been:
            assert self.been[-1] is PledgeState.WITHDRAWN
            assert PledgeState.PUBLISHED not in self.been


TestLife = Life.TestCase


@pytest.mark.parametrize(
    ("items", "refusal"),
    [
        ([], "pledge-empty"),
        ([NewItem(" ", TODAY)], "pledge-empty"),
        ([NewItem("字" * (LONGEST_ITEM + 1), TODAY)], "pledge-words-too-long"),
        ([NewItem("扫雪", TODAY - timedelta(days=1))], "pledge-due-past"),
        ([NewItem("扫雪", date(2028, 1, 1))], "pledge-due-far"),
        ([NewItem("扫雪", TODAY)] * (MOST_ITEMS + 1), "pledge-too-many"),
        ([NewItem("帮助11010519491231002X", TODAY)], "identity-number"),
    ],
)
def test_what_cannot_be_promised(items: list[NewItem], refusal: str) -> None:
    with pytest.raises(UserError) as refused:
        check_items(items, TODAY)
    assert refused.value.key == refusal


def test_what_can_be_promised() -> None:
    items = [NewItem("字" * LONGEST_ITEM, last_day(TODAY)), NewItem("扫雪", TODAY)]
    check_items(items * 5, TODAY)
    assert year_of(items) == 2026


@given(DAYS)
def test_the_days_that_are_offered(day: date) -> None:
    assert month_end(day) >= day
    assert (month_end(day) + timedelta(days=1)).day == 1
    assert quarter_end(day) >= month_end(day)
    assert quarter_end(day).month in (3, 6, 9, 12)
    assert quarter_end(day, 1) > quarter_end(day)
    assert LEAST_DAYS <= (usual_due(day) - day).days <= 92 + LEAST_DAYS
    check_items([NewItem("扫雪", usual_due(day))], day)


def pledge(**more: object) -> Pledge:
    """A pledge of person 7 in branch 1, entered by person 3."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    items = (
        PledgeItem(1, 0, "帮扶2户", date(2026, 12, 20), at),
        PledgeItem(2, 1, "宣讲3次", date(2026, 11, 30), None),
    )
    facts: dict[str, object] = {
        "id": 1,
        "branch_id": 1,
        "committee_id": 1,
        "group_id": 1,
        "person_id": 7,
        "name": "张三",
        "kind": PledgeKind.DEED,
        "state": PledgeState.SUBMITTED,
        "year": 2026,
        "made_by": 3,
        "made_at": at,
        "submitted_at": at,
        "reviewed_by": None,
        "reviewed_at": None,
        "published_at": None,
        "ended_at": None,
        "ended_by": None,
        "reason": None,
        "version": 1,
        "items": items,
    }
    return Pledge(**(facts | more))  # type: ignore[arg-type]


def test_a_pledge_knows_whose_word_it_is_and_how_far_it_is() -> None:
    own, of_branch = pledge(), pledge(person_id=None)
    assert own.is_own(7)
    assert not own.is_own(3)
    assert not own.is_own(None)
    assert of_branch.is_of_branch
    assert of_branch.is_own(3)
    assert not of_branch.is_own(7)
    assert (own.done, own.last_due, own.is_public) == (1, date(2026, 12, 20), False)


@given(st.integers(0, 500), st.integers(0, 500))
def test_coverage_is_whole_only_when_nobody_is_missing(one: int, two: int) -> None:
    have, should = sorted((one, two))
    found = Coverage(should, have)
    assert (found.percent == 100) == (have == should)
    assert found + Coverage(1, 1) == Coverage(should + 1, have + 1)
    with pytest.raises(ValueError, match="does not count"):
        Coverage(have, should + 1)
