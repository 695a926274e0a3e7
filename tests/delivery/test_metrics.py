"""The figures for Prometheus: what is counted as it happens, and what is looked up when it is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from bot.delivery import gate
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.limiter import PacedLimiter
from bot.delivery.metrics import Metrics
from bot.delivery.pacer import Pacer
from bot.domain.messages import Lane
from bot.web.site import build_site
from storage import queues
from storage.database import Database
from tests.delivery.post import LOST, NO_LIMITS, NOW, REFUSED, Post, note, people, texts


@pytest.fixture(autouse=True)
def quick_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST", 0.0)


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    post = Post(database)
    await database.run(people, 10)
    yield post
    await post.dispatcher.stop(1.0)


async def figures(metrics: Metrics, post: Post) -> dict[str, float]:
    """Every sample by its name and its labels, as Prometheus reads it."""
    text = metrics.text(await post.database.read(queues.waiting), post.clock()).decode()
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_what_happens_is_counted(post: Post) -> None:
    metrics = Metrics()
    post.limiter._metrics = metrics
    post.dispatcher = Dispatcher(
        post.database, post.bot, post.limiter, texts(), post.clock, metrics, holder="post"
    )
    post.wire.by_chat = {101: "blocked", 102: LOST, 103: REFUSED, 104: "flood"}
    await post.enqueue(note("x"), *range(1, 7))
    await post.enqueue(note("y", Lane.URGENT), 5)
    assert (await figures(metrics, post))["zhibu_lease_held"] == 0
    post.dispatcher.start()
    await post.settled()
    found = await figures(metrics, post)
    ends = {name: value for name, value in found.items() if name.startswith("zhibu_attempts_total")}
    assert ends == {
        "zhibu_attempts_total notice sent": 2,
        "zhibu_attempts_total notice dead": 1,
        "zhibu_attempts_total notice unknown": 1,
        "zhibu_attempts_total notice not-sent": 2,
        "zhibu_attempts_total urgent sent": 1,
    }
    assert found["zhibu_floods_total"] == 1
    assert found["zhibu_lease_held"] == 1
    assert found["zhibu_turn_wait_seconds_count notice"] == 6
    assert found["zhibu_delivery_wait_seconds_count urgent"] == 1
    assert found["process_resident_memory_bytes"] > 1e6
    await post.dispatcher.stop(1.0)
    assert (await figures(metrics, post))["zhibu_lease_held"] == 0


async def test_what_waits_is_looked_up(post: Post) -> None:
    metrics = Metrics()
    before = await figures(metrics, post)
    assert before["zhibu_queued notice"] == before["zhibu_oldest_queued_seconds notice"] == 0
    await post.enqueue(note("x"), 1, 2, 3)
    post.clock.pass_(seconds=40)
    await post.enqueue(note("y"), 4)
    await post.enqueue(note("z", Lane.URGENT), 5)
    post.clock.pass_(seconds=2)
    found = await figures(metrics, post)
    assert (found["zhibu_queued notice"], found["zhibu_queued urgent"]) == (4, 1)
    assert found["zhibu_oldest_queued_seconds notice"] == 42
    assert found["zhibu_oldest_queued_seconds urgent"] == 2
    assert found["zhibu_queued reminder"] == 0
    post.clock.now -= timedelta(hours=1)
    assert (await figures(metrics, post))["zhibu_oldest_queued_seconds notice"] == 0, "not due yet"


async def test_an_answer_that_waits_for_its_turn_is_counted_too() -> None:
    metrics = Metrics()
    limiter = PacedLimiter(Pacer(NO_LIMITS), metrics=metrics)
    ticket = await limiter.turn(Lane.ANSWER, 1, None)
    assert await limiter.may_go(ticket)
    assert b'zhibu_turn_wait_seconds_count{lane="answer"} 1.0' in metrics.text([], NOW)


async def _get(site: Starlette) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://site") as client:
        return await client.get("/metrics")


async def test_the_address_tells_them_and_survives_a_failure() -> None:
    async def some() -> bytes:
        return b"zhibu_queued 1\n"

    async def none() -> bytes:
        raise OSError

    shown = await _get(build_site({}, {}, figures=some))
    assert (shown.status_code, shown.text) == (200, "zhibu_queued 1\n")
    assert shown.headers["content-type"].startswith("text/plain; version=")
    assert (await _get(build_site({}, {}, figures=none))).status_code == 503
    assert (await _get(build_site({}, {}))).status_code == 404
