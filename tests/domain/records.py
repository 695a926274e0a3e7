"""Made-up service records, one by one and as hypothesis strategies."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from bot.domain.service import RecordState, ServiceCategory, ServiceFacts, ServiceRecord

# Without a deadline: a busy machine is no error.
unhurried = settings(deadline=None)


def facts(
    day: date = date(2026, 11, 18),
    *,
    start: int | None = None,
    minutes: int = 120,
    place: str = "东关社区",
    category: ServiceCategory = ServiceCategory.ENVIRONMENT,
    words: str = "扫雪",
) -> ServiceFacts:
    return ServiceFacts(day, start, minutes, place, category, words)


def record(
    of: ServiceFacts | None = None, *, id: int = 1, state: RecordState = RecordState.CONFIRMED
) -> ServiceRecord:
    return ServiceRecord(
        id=id,
        branch_id=1,
        committee_id=1,
        group_id=1,
        person_id=1,
        person_name="李秀英",
        facts=of or facts(),
        state=state,
        entered_by=1,
        decided_by=None,
        reason=None,
        version=1,
    )


half_hours = st.integers(1, 32).map(lambda steps: steps * 30)

any_facts = st.builds(
    facts,
    # Few days, over three years: several records on one day and both sides of New Year are common.
    st.builds(
        lambda first, days: first + timedelta(days=days),
        st.sampled_from([date(2025, 12, 30), date(2026, 12, 30), date(2026, 6, 1)]),
        st.integers(0, 3),
    ),
    start=st.none() | st.integers(0, 1439),
    minutes=half_hours,
    place=st.sampled_from(["东关社区", "东关 社区", "西街", "East Gate", "east gate"]),
    category=st.sampled_from(ServiceCategory),
)


@st.composite
def any_records(draw: st.DrawFn) -> list[ServiceRecord]:
    """Records of one person with ids in no particular order."""
    drawn = draw(st.lists(st.tuples(any_facts, st.sampled_from(RecordState)), max_size=25))
    ids = draw(st.permutations(range(1, len(drawn) + 1)))
    return [record(of, id=id, state=state) for (of, state), id in zip(drawn, ids, strict=True)]
