"""A bot's life before all others, in the process that forks them: what it learnt, they need not learn.

Statements are compiled and modules looked up once; it halves the processor time of a birth.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from pydantic import SecretStr

from bot.app import running
from bot.delivery.budgets import Limits
from bot.delivery.connections import Requests
from bot.sandbox.engine import Engine
from bot.settings import Settings
from storage import outbox
from storage.schema import metadata
from tests.durability.broadcasting import FIRST, enrol, some_push
from tests.support.telegram import InProcessRequest

PEOPLE = 3


async def rehearse(settings: Settings, limits: Limits, folder: Path) -> None:
    """Start, deliver something and stop, with a database of its own and without a network."""
    url = f"sqlite:///{folder / 'rehearsal.db'}"
    maker = sa.create_engine(url)
    metadata.create_all(maker)
    maker.dispose()
    engine = Engine()
    assert settings.bot_token is not None
    engine.add_bot(settings.bot_token.get_secret_value())
    engine.crowds.append(range(FIRST, FIRST + PEOPLE))
    own = {"database_url": SecretStr(url), "api_base_url": "http://telegram.in-process"}
    requests = Requests(InProcessRequest(engine), InProcessRequest(engine))
    async with running(settings.model_copy(update=own), requests, limits=limits) as app:
        await app.database.run(enrol, PEOPLE)
        everybody = range(1, PEOPLE + 1)
        await app.database.run(outbox.enqueue_for_people, some_push(), everybody, datetime.now(UTC))
        await app.settled()
    assert engine.delivered == PEOPLE
