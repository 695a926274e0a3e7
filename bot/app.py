"""The only place where the parts meet."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

import locales
from bot.clock import Clock, utc_now
from bot.delivery.bot import LeanBot
from bot.delivery.budgets import Limits
from bot.delivery.connections import Requests, requests_over_http
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.limiter import PacedLimiter
from bot.delivery.metrics import Metrics
from bot.delivery.pacer import Pacer
from bot.domain.scheme_files import load_schemes
from bot.errors import SettingsError
from bot.i18n import Texts
from bot.office.working_days import WorkingDays
from bot.receiving.backoff import insist_on
from bot.receiving.handling import Entry
from bot.receiving.intake import Intake
from bot.receiving.poller import Poller, TokenRefused
from bot.receiving.updates import ALLOWED_UPDATES
from bot.receiving.worker import Workers
from bot.render.studio import Studio
from bot.schedule.alarm import Alarm, Duty
from bot.schedule.housekeeping import Housekeeping
from bot.schedule.notices import NoticeDuty
from bot.schedule.peace import PeaceDuty
from bot.schedule.rules import RuleDuty
from bot.schedule.tidying import Tidying
from bot.settings import Settings
from bot.usecases.notice_card import Terms
from bot.usecases.occasions import KINDS
from bot.web.server import WebServer
from bot.web.site import build_site
from bot.web.webhook import Webhook
from handlers.general import set_menus
from handlers.house import House
from handlers.journeys import JOURNEYS
from handlers.notice_reporter import Reporter
from handlers.router import Router
from handlers.sign_in_screens import SignInScreens
from storage import queues
from storage.database import Database, is_trouble


class App:
    """The bot at work, between ``start`` and ``stop``."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        requests: Requests,
        clock: Clock = utc_now,
        limits: Limits | None = None,
        studio: Studio | None = None,
    ) -> None:
        if settings.bot_token is None:
            raise SettingsError("ZHIBU_BOT_TOKEN: the token from @BotFather is needed")
        self._settings = settings
        self._token = settings.bot_token.get_secret_value()
        self._requests = requests
        self.database = database
        self._clock = clock
        self.metrics = Metrics()
        limits = limits or Limits(per_second=settings.send_rate)
        self.limiter = PacedLimiter(Pacer(limits), metrics=self.metrics)
        self.bot = _bot(self._token, settings, requests, self.limiter)
        self.house = house = _house(settings, database, self.bot, clock, studio or Studio())
        self._router = Router(house, JOURNEYS)
        self._reporter = Reporter(house)
        self.workers = Workers(
            database, self._handle, clock, is_trouble=is_trouble, on_poison=self._apologise
        )
        self._intake = Intake(database, self.workers, clock)
        self.dispatcher = Dispatcher(database, self.bot, self.limiter, house.texts, clock, self.metrics)
        self._alarm = _alarm(house, self.dispatcher)
        self._screens = SignInScreens(house, self.dispatcher.is_on_duty)
        self._housekeeping = Housekeeping(Tidying(database, clock).jobs(), clock)
        self._poller = Poller(
            requests.polling,
            f"{settings.api_base_url}/bot{self._token}/getUpdates",
            self._intake.batch,
            self.workers.room,
        )
        self._web: WebServer | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._menus: asyncio.Task[None] | None = None

    @property
    def _by_webhook(self) -> bool:
        return self._settings.webhook_url is not None

    async def start(self) -> None:
        """Introduce ourselves to Telegram and begin. Raises ``TokenRefused`` when the token is wrong."""
        await self._introduce()
        self._menus = asyncio.create_task(self._set_menus(), name="menus")
        self.workers.start()
        self._tasks.append(self.dispatcher.start())
        self._tasks.append(self._alarm.start())
        self._housekeeping.start()
        self._tasks.append(self._reporter.start())
        self._tasks.append(self._screens.start())
        await self._serve()
        if not self._by_webhook:
            self._tasks.append(self._poller.start())

    async def _introduce(self) -> None:
        """Wait for the network as long as it takes, but not for a token that will never be taken."""
        await insist_on("telegram-not-reached", self._greet, NetworkError, RetryAfter)

    async def _greet(self) -> None:
        try:
            await self.bot.initialize()
            await self._requests.polling.initialize()
            if not self._by_webhook:
                await self.bot.delete_webhook()
        except InvalidToken:
            raise TokenRefused(401) from None

    async def _set_menus(self) -> None:
        """Beside the work: nobody waits for menus, and no trouble with them may end the bot."""
        await insist_on("menus-not-set", partial(set_menus, self.house), TelegramError)

    async def _serve(self) -> None:
        """Open the web server, for health checks and, if one is set, for the webhook."""
        url, secret = self._settings.webhook_url, self._settings.webhook_secret
        webhook = None
        if url is not None and secret is not None:
            webhook = Webhook(urlsplit(url).path or "/", secret.get_secret_value(), self._intake.single)
        live = {"database": self._is_alive}
        ready = {} if self._by_webhook else {"telegram": self._is_polling}
        self._web = WebServer(
            build_site(live, ready, webhook, self._figures),
            self._settings.web_host,
            self._settings.web_port,
        )
        try:
            self._tasks.append(await self._web.start())
        except OSError as error:
            raise SettingsError(f"ZHIBU_WEB_PORT: cannot listen there ({error.strerror})") from None
        if url is not None and secret is not None:
            await self.bot.set_webhook(
                url, secret_token=secret.get_secret_value(), allowed_updates=list(ALLOWED_UPDATES)
            )

    async def run_until(self, stop: asyncio.Event) -> None:
        """Wait for ``stop``; raises what ended a part that must not end."""
        waiting = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({waiting, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        for task in self._tasks:
            if task.done() and not task.cancelled():
                task.result()

    async def stop(self) -> None:
        """Take nothing new, end what is in flight, and let go of everything; within ten seconds."""
        if self._web is not None:
            await self._web.stop()
        await self._poller.stop()
        await self._alarm.stop()
        await self._housekeeping.stop()
        await self._reporter.stop()
        await self._screens.stop()
        if self._menus is not None:
            self._menus.cancel()
            await asyncio.wait({self._menus})
        await self.workers.stop(grace=5.0)
        await self.house.studio.close()
        await self.dispatcher.stop(grace=3.0)
        with contextlib.suppress(TelegramError):
            await self.bot.shutdown()
        await self._requests.polling.shutdown()

    async def settled(self) -> None:
        """Wait until nothing that has come in or is due to go out is left (for tests and the demo)."""
        if self._menus is not None:
            await asyncio.wait({self._menus})
        await self.workers.idle()
        await self.dispatcher.idle()
        while await self._alarm.turn():  # what is due goes out, and what has gone out ends
            await self.dispatcher.idle()
        await self._reporter.look(at_once=True)
        await self._screens.look()

    async def _handle(self, entry: Entry) -> None:
        entry.finished = await self._router.handle(entry.update_id, entry.update)
        self.dispatcher.wake()

    async def _apologise(self, entry: Entry) -> None:
        await self._router.apologise(entry.update_id, entry.update)

    async def _is_alive(self) -> bool:
        return await self.database.read(lambda tx: True)

    async def _figures(self) -> bytes:
        return self.metrics.text(await self.database.read(queues.waiting), self._clock())

    async def _is_polling(self) -> bool:
        return self._poller.is_fresh()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do ``work``, but drop it as soon as ``stop`` is set: a start may wait for the network for hours."""
    working = asyncio.create_task(work)
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        working.cancel()
        await asyncio.wait({working})
    if not working.cancelled():
        working.result()


@contextlib.asynccontextmanager
async def running(
    settings: Settings,
    requests: Requests | None = None,
    clock: Clock = utc_now,
    limits: Limits | None = None,
    stop: asyncio.Event | None = None,
    studio: Studio | None = None,
) -> AsyncIterator[App]:
    """The bot, started; stopped and its database closed at the end. The database must have been migrated.

    ``limits`` stand in for Telegram's own, which a local Telegram may not have. ``stop`` ends a start that
    still waits for the network. ``studio`` makes the pictures, one of its own if not given.
    """
    database = await Database.open(settings.database)
    try:
        app = App(settings, database, requests or requests_over_http(settings), clock, limits, studio)
        try:
            await _unless(stop or asyncio.Event(), app.start())
            yield app
        finally:
            await app.stop()
    finally:
        await database.close()


def _bot(token: str, settings: Settings, requests: Requests, limiter: PacedLimiter) -> LeanBot:
    return LeanBot(
        token,
        base_url=f"{settings.api_base_url}/bot",
        base_file_url=f"{settings.api_base_url}/file/bot",
        request=requests.calls,
        get_updates_request=requests.polling,
        rate_limiter=limiter,
    )


def _house(settings: Settings, database: Database, bot: LeanBot, clock: Clock, studio: Studio) -> House:
    return House(
        database,
        bot,
        Texts.load(Path(locales.__path__[0]), settings.default_locale),
        load_schemes(),
        clock,
        settings.operator_ids,
        settings.timezone,
        settings.default_locale,
        Terms.of(settings),
        studio,
        WorkingDays.load(settings.working_days_file),
        settings.quiet,
        settings.daily_cap,
    )


def _alarm(house: House, dispatcher: Dispatcher) -> Alarm:
    duties: list[Duty] = [
        RuleDuty(house.database, KINDS, house.working_days, dispatcher.wake, house.clock),
        NoticeDuty(house.database, house.terms),
        PeaceDuty(house.database),
    ]
    return Alarm(house.database, duties, dispatcher.is_on_duty, dispatcher.wake, house.clock)
