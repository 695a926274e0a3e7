"""The pacer under a fake clock: the limits hold, the turns are fair, and nothing waits without cause."""

from __future__ import annotations

import heapq
import itertools
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.budgets import Limits
from bot.delivery.pacer import Pacer
from bot.delivery.tickets import Ticket
from bot.domain.messages import Lane

LANES = list(Lane)


def drain(
    pacer: Pacer, now: float = 0.0, late: Callable[[], float] = lambda: 0.0
) -> list[tuple[float, Ticket]]:
    """Ask whenever the pacer says so (or a little later) until nobody waits."""
    gone: list[tuple[float, Ticket]] = []
    idle = 0
    while (at := pacer.wake_at(now)) is not None:
        assert at >= now
        now = at + late()
        before = len(gone)
        while (ticket := pacer.next(now)) is not None:
            gone.append((now, ticket))
        idle = 0 if len(gone) > before else idle + 1
        assert idle < 5, "the pacer wakes without letting anybody go"
    return gone


def most_in(times: list[float], window: float) -> int:
    """The most events in any half-open window."""
    first = best = 0
    for last, at in enumerate(times):
        while times[first] <= at - window + 1e-9:
            first += 1
        best = max(best, last - first + 1)
    return best


arrivals = st.lists(
    st.tuples(
        st.floats(0, 3),  # when, relative to the one before, in tenths of a second
        st.sampled_from(LANES),
        st.sampled_from([1, 2, 3, 4, 5, -10, -20, "@channel", None]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([1, 1, 1, 1, 0, 3]),
    ),
    min_size=1,
    max_size=80,
)


def play(
    pacer: Pacer, script: list[tuple[float, Lane, int | str | None, str, int]]
) -> list[tuple[float, Ticket]]:
    """Let tickets arrive on a fake clock, through the fast way where it is open."""
    now = 0.0
    gone: list[tuple[float, Ticket]] = []
    for wait, lane, chat, sender, cost in script:
        until = now + wait / 10
        while (at := pacer.wake_at(now)) is not None and at <= until:
            now = at
            while (granted := pacer.next(now)) is not None:
                gone.append((now, granted))
        now = until
        ticket = Ticket(lane, chat, sender, cost)
        if pacer.admit(ticket, now):
            gone.append((now, ticket))
        else:
            pacer.add(ticket)
    return gone + drain(pacer, now)


@given(arrivals, st.sampled_from([3.5, 7.0, 29.5, 100.0]))
def test_limits_hold_and_everybody_goes_once(
    script: list[tuple[float, Lane, int | str | None, str, int]], rate: float
) -> None:
    pacer = Pacer(Limits(per_second=rate, chat_burst=3))
    gone = play(pacer, script)

    assert len({id(ticket) for _, ticket in gone}) == len(gone) == len(script)
    assert pacer.waiting == 0
    counted = [at for at, ticket in gone for _ in range(min(ticket.cost, math.ceil(rate)))]
    assert most_in(counted, 1.0) <= math.ceil(rate)
    for chat in {ticket.chat_id for _, ticket in gone if ticket.chat_id is not None}:
        singles = [at for at, ticket in gone if ticket.chat_id == chat and ticket.cost == 1]
        for window in (1, 2, 5, 10):
            assert most_in(singles, window) <= 3 + window
        if chat == "@channel" or (isinstance(chat, int) and chat < 0):
            messages = [at for at, t in gone if t.chat_id == chat for _ in range(t.cost)]
            assert most_in(messages, 60.0) <= 20


@given(arrivals)
def test_a_chat_hears_a_lane_in_the_order_of_arrival(
    script: list[tuple[float, Lane, int | str | None, str, int]],
) -> None:
    numbered = [(wait, lane, chat, sender, 1) for wait, lane, chat, sender, _ in script]
    heard: dict[tuple[object, Lane], list[int]] = defaultdict(list)
    for _, ticket in play(Pacer(Limits(per_second=20.0)), numbered):
        if ticket.chat_id is not None and ticket.number:
            heard[ticket.chat_id, ticket.lane].append(ticket.number)
    assert all(numbers == sorted(numbers) for numbers in heard.values())


@given(st.lists(st.tuples(st.sampled_from(LANES), st.integers(1, 500)), min_size=1, max_size=120))
def test_a_higher_lane_goes_first(waiting: list[tuple[Lane, int]]) -> None:
    pacer = Pacer(Limits(chat_per_second=None))
    for lane, chat in waiting:
        pacer.add(Ticket(lane, chat))
    order = [LANES.index(ticket.lane) for _, ticket in drain(pacer)]
    assert order == sorted(order)


def test_an_answer_overtakes_a_broadcast() -> None:
    pacer = Pacer()
    for chat in range(1, 50_001):
        pacer.add(Ticket(Lane.NOTICE, chat, "broadcast"))
    now = 0.0
    for _ in range(100):
        now = pacer.wake_at(now) or now
        assert pacer.next(now) is not None
    tap = Ticket(Lane.ANSWER, 777)
    assert not pacer.admit(tap, now)
    pacer.add(tap)
    now = pacer.wake_at(now) or now
    assert pacer.next(now) is tap


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 40), min_size=1))
def test_senders_take_turns(shares: dict[str, int]) -> None:
    pacer = Pacer(Limits(per_second=50.0))
    chat = 0
    for sender, count in shares.items():
        for _ in range(count):
            chat += 1
            pacer.add(Ticket(Lane.NOTICE, chat, sender))
    served: Counter[str] = Counter()
    for _, ticket in drain(pacer):
        served[str(ticket.sender)] += 1
        open_ = [s for s in shares if served[s] < shares[s]]
        assert all(served[a] - served[b] <= 1 for a in shares for b in open_)


def test_one_busy_chat_holds_up_nobody() -> None:
    pacer = Pacer(Limits(per_second=10.0, chat_burst=1))
    for _ in range(20):
        pacer.add(Ticket(Lane.NOTICE, 1, "s"))
    others = [Ticket(Lane.NOTICE, chat, "s") for chat in range(2, 22)]
    for ticket in others:
        pacer.add(ticket)
    times = {id(ticket): at for at, ticket in drain(pacer)}
    assert max(times[id(ticket)] for ticket in others) < 3.0
    assert 19.0 <= max(times.values()) <= 21.0  # its own second a message, and two behind the others


@pytest.mark.parametrize("late_by", [0.0, 0.001, 0.004])
def test_three_thousand_recipients_use_the_ceiling(late_by: float) -> None:
    pacer = Pacer()
    for chat in range(1, 3001):
        pacer.add(Ticket(Lane.NOTICE, chat))
    gone = drain(pacer, late=lambda: late_by)
    times = [at for at, _ in gone]
    assert 3000 / 30 / times[-1] >= 0.98  # of the 30 a second that Telegram allows
    assert most_in(times, 1.0) <= 30
    assert most_in(times, 1.01) <= 30  # and some room for the way


def ride(
    pacer: Pacer,
    count: int,
    asked: Callable[[], float] = lambda: 0.0,
    written: Callable[[], float] = lambda: 0.0,
    there: Callable[[float], float] = lambda _: 0.0,
    back: Callable[[], float] = lambda: 0.05,
) -> list[float]:
    """When ``count`` calls to chats of their own arrive: each has its turn when somebody asks (``asked``
    seconds late), is written down, departs when it may, arrives, and is answered."""
    for chat in range(1, count + 1):
        pacer.add(Ticket(Lane.NOTICE, chat))
    arrived: list[float] = []
    events: list[tuple[float, int, str, Ticket | None]] = [(0.0, 0, "ask", None)]
    numbers = itertools.count(1)
    while events:
        now, _, what, ticket = heapq.heappop(events)
        if what == "ask":
            while (granted := pacer.next(now)) is not None:
                heapq.heappush(events, (now + written(), next(numbers), "depart", granted))
            if (at := pacer.wake_at(now)) is not None:
                heapq.heappush(events, (at + asked(), next(numbers), "ask", None))
        elif what == "depart":
            assert ticket is not None
            again = pacer.depart(ticket, now)
            if again is None:
                arrived.append(now + there(now))
                heapq.heappush(events, (arrived[-1] + back(), next(numbers), "answer", ticket))
            else:
                heapq.heappush(events, (again, next(numbers), "depart", ticket))
        else:
            assert ticket is not None
            pacer.answered(ticket, now)
    assert len(arrived) == count
    return sorted(arrived)


def share(arrived: list[float]) -> float:
    """Of the 30 a second that Telegram allows."""
    return len(arrived) / 30 / (arrived[-1] - arrived[0])


def test_a_cold_start_crowds_nobody() -> None:
    """Opening connections holds back the first calls, not those after: together they stay under 30."""
    arrived = ride(Pacer(), 300, there=lambda now: max(0.0, 0.15 - now))
    assert most_in(arrived, 1.0) <= 30


@pytest.mark.parametrize("held_up", [0.03, 0.1, 0.2])
def test_calls_held_up_on_their_way_crowd_nobody(held_up: float) -> None:
    """Told by how long the answers took, the pacer leaves room where the late ones arrived."""
    numbers = itertools.count()
    late = (100, 101, 102)
    arrived = ride(Pacer(), 1500, there=lambda _: held_up if next(numbers) % 200 in late else 0.0)
    assert most_in(arrived, 1.0) <= 30
    assert share(arrived) >= (0.98 if held_up <= 0.1 else 0.965)


@pytest.mark.parametrize(("mean", "least"), [(0.001, 0.98), (0.003, 0.975), (0.01, 0.94)])
def test_an_uneven_line_crowds_nobody(mean: float, least: float) -> None:
    """Every call takes a different time, there and back: what it costs is a little speed, never a refusal."""
    chance = random.Random(7)

    def some(_: float = 0) -> float:
        return chance.expovariate(1 / mean)

    arrived = ride(Pacer(), 1500, asked=some, there=some, back=lambda: 0.05 + some())
    assert most_in(arrived, 1.0) <= 30
    assert share(arrived) >= least


@pytest.mark.parametrize("mean", [0.005, 0.02])
def test_an_uneven_disk_costs_nothing(mean: float) -> None:
    """Between its turn and its departure each call waits for a commit, now longer, now shorter."""
    chance = random.Random(8)
    arrived = ride(Pacer(), 3000, written=lambda: chance.expovariate(1 / mean))
    assert most_in(arrived, 1.0) <= 30
    assert share(arrived) >= 0.98


def test_a_stalled_bot_crowds_nobody_at_a_thousand_a_second() -> None:
    """Everything of ours stands still again and again: what had its turn departs at once afterwards."""
    stalls = itertools.cycle([0.0] * 400 + [0.4] * 40)
    pacer = Pacer(Limits(per_second=960.0))
    arrived = ride(pacer, 5000, written=lambda: next(stalls))
    assert most_in(arrived, 1.0) <= 960


def test_a_busy_second_is_made_up_for_without_crowding() -> None:
    pacer = Pacer()
    for chat in range(1, 301):
        pacer.add(Ticket(Lane.NOTICE, chat))
    pauses = iter([0.3 if n % 40 == 5 else 0.0 for n in range(1000)])
    times = [at for at, _ in drain(pacer, late=lambda: next(pauses))]
    assert most_in(times, 1.01) <= 30


def test_a_thousand_a_second() -> None:
    pacer = Pacer(Limits(per_second=1000.0))
    for chat in range(1, 20_001):
        pacer.add(Ticket(Lane.NOTICE, chat))
    times = [at for at, _ in drain(pacer, late=lambda: 0.0007)]
    assert 20_000 / times[-1] >= 975  # all but the slow start of the first second
    assert most_in(times, 1.0) <= 1000


def test_without_limits_everybody_goes_at_once() -> None:
    pacer = Pacer(Limits(None, None, 1, None))
    assert all(pacer.admit(Ticket(Lane.NOTICE, -5), 1.0) for _ in range(1000))


def test_a_group_hears_twenty_a_minute() -> None:
    pacer = Pacer(Limits(chat_per_second=None))
    for _ in range(45):
        pacer.add(Ticket(Lane.NOTICE, -100))
    times = [at for at, _ in drain(pacer)]
    assert times[19] < 1.0
    assert 60.0 < times[20] < 60.2
    assert 120.0 < times[40] < 120.4


def test_a_quiet_chat_takes_a_burst_and_then_one_a_second() -> None:
    pacer = Pacer(Limits(per_second=None, chat_burst=3))
    assert [pacer.admit(Ticket(Lane.ANSWER, 1), 10.0) for _ in range(4)] == [True, True, True, False]
    assert not pacer.admit(Ticket(Lane.ANSWER, 1), 10.9)
    assert pacer.admit(Ticket(Lane.ANSWER, 1), 11.0)
    assert not pacer.admit(Ticket(Lane.ANSWER, 1), 11.5)
    assert [pacer.admit(Ticket(Lane.ANSWER, 1), 20.0) for _ in range(4)] == [True, True, True, False]


class TestPause:
    def test_lasts_exactly_as_told_for_every_lane_and_cost(self) -> None:
        pacer = Pacer()
        for lane in LANES:
            for cost in (0, 1):
                pacer.add(Ticket(lane, 5, cost=cost))
        pacer.refused(100.0, 5.0)
        assert pacer.next(104.999) is None
        assert not pacer.admit(Ticket(Lane.ANSWER, 9, cost=0), 104.999)
        assert not pacer.admit(Ticket(Lane.ANSWER, 9), 104.999)
        assert pacer.wake_at(101.0) == 105.0
        assert pacer.next(105.0) is not None

    @pytest.mark.parametrize("cost", [0, 1])
    @pytest.mark.parametrize("limits", [Limits(), Limits(None, None, 1, None)])
    def test_a_shorter_one_never_ends_a_longer(self, cost: int, limits: Limits) -> None:
        pacer = Pacer(limits)
        pacer.add(Ticket(Lane.ANSWER, 1, cost=cost))
        pacer.refused(0.0, 10.0)
        pacer.refused(1.0, 2.0)
        assert pacer.wake_at(1.0) == 10.0
        pacer.refused(9.0, 5.0)
        assert pacer.wake_at(9.0) == 14.0
        assert pacer.next(13.99) is None
        assert pacer.next(14.0) is not None

    def test_the_rest_still_uses_the_ceiling(self) -> None:
        pacer = Pacer()
        for chat in range(1, 3001):
            pacer.add(Ticket(Lane.NOTICE, chat))
        now = 0.0
        for _ in range(1500):
            now = pacer.wake_at(now) or now
            assert pacer.next(now) is not None
        pacer.refused(now, 5.0)
        rest = drain(pacer, now)
        assert len(rest) == 1500
        assert rest[0][0] == now + 5.0
        assert 1500 / 30 / (rest[-1][0] - rest[0][0]) >= 0.97

    def test_refusals_again_and_again_slow_it_and_it_recovers(self) -> None:
        def rate(pacer: Pacer, now: float) -> float:
            for chat in range(1, 301):
                pacer.add(Ticket(Lane.NOTICE, chat + int(now) * 1000))
            times = [at for at, _ in drain(pacer, now)]
            return 299 / (times[-1] - times[0])

        pacer = Pacer()
        now = 0.0
        for _ in range(6):
            pacer.refused(now, 1.0)
            now += 2.0
        slow = rate(pacer, now)
        assert slow < 0.75 * 29.5
        assert slow > 0.45 * 29.5
        for step in range(100):  # a quiet trickle for a while
            assert pacer.admit(Ticket(Lane.ANSWER, -step - 1), now + 100 + step * 10)
        assert rate(pacer, now + 1200) == pytest.approx(29.5, rel=0.02)

    def test_calls_already_under_way_are_one_trouble(self) -> None:
        def pace_after(refusals: int) -> float:
            pacer = Pacer()
            for n in range(refusals):
                pacer.refused(10.0 + n * 0.01, 1.0, departed_at=9.9)
            pacer.refused(11.5, 1.0, departed_at=9.95)
            for chat in range(1, 101):
                pacer.add(Ticket(Lane.NOTICE, chat))
            times = [at for at, _ in drain(pacer, 12.5)]
            return times[-1] - times[0]

        assert pace_after(30) == pytest.approx(pace_after(1), rel=0.001)


def test_what_is_no_message_waits_for_nothing_but_a_pause() -> None:
    pacer = Pacer()
    for chat in range(1, 1000):
        pacer.add(Ticket(Lane.NOTICE, chat))
    assert all(pacer.admit(Ticket(Lane.ANSWER, 5, cost=0), 0.0) for _ in range(1000))


def test_an_album_counts_for_its_pictures() -> None:
    pacer = Pacer(Limits(per_second=10.0))
    for chat in range(1, 4):
        pacer.add(Ticket(Lane.NOTICE, chat, cost=10))
    times = [at for at, _ in drain(pacer)]
    assert times[1] - times[0] >= 0.9
    assert times[2] - times[1] >= 0.9


@given(arrivals, st.data())
def test_who_left_does_not_go_and_holds_nobody(
    script: list[tuple[float, Lane, int | str | None, str, int]], data: st.DataObject
) -> None:
    pacer = Pacer(Limits(per_second=20.0))
    tickets = [Ticket(lane, chat, sender, cost) for _, lane, chat, sender, cost in script]
    for ticket in tickets:
        pacer.add(ticket)
    left = data.draw(st.sets(st.integers(0, len(tickets) - 1)))
    for index in left:
        pacer.remove(tickets[index])
        pacer.remove(tickets[index])
    gone = {id(ticket) for _, ticket in drain(pacer)}
    assert gone == {id(ticket) for index, ticket in enumerate(tickets) if index not in left}


def test_a_refused_call_takes_its_old_place() -> None:
    pacer = Pacer(Limits(per_second=None, chat_burst=1))
    first, second, third = (Ticket(Lane.ANSWER, 1) for _ in range(3))
    for ticket in (first, second, third):
        pacer.add(ticket)
    assert pacer.next(0.0) is first
    pacer.refused(0.0, 3.0)
    pacer.add(first)
    assert [ticket for _, ticket in drain(pacer, 0.1)] == [first, second, third]


@given(st.integers(1, 12), st.data())
def test_who_lost_a_turn_stands_before_who_came_later(many: int, data: st.DataObject) -> None:
    pacer = Pacer(Limits(per_second=1.0))
    tickets = [Ticket(Lane.NOTICE, chat, "a") for chat in range(1, many + 1)]
    went = data.draw(st.integers(0, many))
    for ticket in tickets:
        pacer.add(ticket)
    now, lost = 0.0, []
    while len(lost) < went:
        now = pacer.wake_at(now) or now
        if (gone := pacer.next(now)) is not None:
            lost.append(gone)
    for ticket in data.draw(st.permutations(lost)):
        pacer.add(ticket)
    assert [ticket for _, ticket in drain(pacer, now)] == tickets


def test_idle_chats_are_forgotten() -> None:
    pacer = Pacer(Limits(per_second=None))
    now = 0.0
    most = 0
    for chat in range(20_000):
        now += 0.01
        assert pacer.admit(Ticket(Lane.ANSWER, chat + 1 if chat % 10 else -chat - 1), now)
        most = max(most, pacer.known_chats)
    assert most < 1200  # a second of private chats and a minute of groups
    for chat in range(2000):
        ticket = Ticket(Lane.NOTICE, 10**6 + chat)
        pacer.refused(now, 1.0)
        pacer.add(ticket)
        pacer.remove(ticket)
    now += 100
    drain(pacer, now)
    for step in range(3000):
        pacer.admit(Ticket(Lane.ANSWER, 5), now + step * 2)
    assert pacer.known_chats <= 2


def test_a_decision_costs_the_same_with_many_waiting() -> None:
    def cost(count: int) -> float:
        pacer = Pacer(Limits(per_second=1000.0, chat_burst=1))
        for number in range(count):
            pacer.add(Ticket(Lane.NOTICE, number % (count // 2) + 1, number % 7))
        now, best = 0.0, math.inf
        for _ in range(8):
            start = perf_counter()
            for _ in range(250):
                now = pacer.wake_at(now) or now
                pacer.next(now)
            best = min(best, perf_counter() - start)
        return best

    assert cost(100_000) < 4 * cost(4_000)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, -1]), st.integers(1, 6)), min_size=1, max_size=12))
def test_nobody_waits_without_cause(load: list[tuple[int, int]]) -> None:
    """Against a plain model: the same tickets never finish later than by asking every millisecond."""
    pacer, asked = (Pacer(Limits(per_second=5.0, chat_burst=2)) for _ in range(2))
    for chat, count in load:
        for _ in range(count):
            pacer.add(Ticket(Lane.NOTICE, chat))
            asked.add(Ticket(Lane.NOTICE, chat))
    if sum(count for chat, count in load if chat < 0) > 20:
        return  # minutes of milliseconds
    woken = [at for at, _ in drain(pacer)]
    polled: list[float] = []
    for millisecond in range(200_000):
        if not asked.waiting:
            break
        while asked.next(millisecond / 1000) is not None:
            polled.append(millisecond / 1000)
    assert len(polled) == len(woken)
    assert woken[-1] <= polled[-1] + 0.002
