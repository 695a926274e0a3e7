"""Keeps the codes for signing in up to date on the screens that show them: a new one every half minute.

What is to be shown is in the database alone, so a restart loses nothing. One process shows it, the one that
sends. Screens take turns with all who wait for an answer, so that many meetings at once hold up nobody.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from datetime import datetime

from telegram import InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.delivery.rendering import keyboard, words
from bot.domain.messages import Lane
from bot.domain.rights import Actor
from bot.domain.sign_in import LINK, Code
from bot.errors import UserError
from bot.logs import get_logger
from bot.render.code_picture import code_picture
from bot.usecases import sign_in_screens
from bot.usecases.sign_in_screens import ScreenView
from handlers.house import House
from handlers.sign_in import over_message, screen_message
from handlers.watch import Watch
from storage import sign_ins
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.sign_ins import Screen

log = get_logger(__name__)

AT_ONCE = 4  # screens on their way at the same time
AGAIN = 5.0  # seconds until what failed is tried again
TURN = (Lane.ANSWER, "sign-in")  # all screens together are one among those who wait


class SignInScreens(Watch):
    """Looks every second at which screen shows an old code."""

    def __init__(
        self, house: House, is_on_duty: Callable[[], bool], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._house = house
        self._is_on_duty = is_on_duty
        self._monotonic = monotonic
        self._steps: dict[int, int] = {}  # what each screen shows
        self._failed: dict[int, float] = {}
        self._turn = asyncio.Lock()
        self._room = asyncio.Semaphore(AT_ONCE)

    async def look(self) -> None:
        """Bring the screens up to date that show an old code, or one that is over."""
        async with self._turn:
            if not self._is_on_duty():
                self._steps.clear()  # another process shows something else meanwhile
                return
            screens = await self._house.database.read(sign_ins.screens)
            now = self._house.clock()
            await asyncio.gather(*(self._show(screen) for screen in screens if self._is_due(screen, now)))
            known = {screen.id for screen in screens}
            self._steps = {one: step for one, step in self._steps.items() if one in known}
            self._failed = {one: at for one, at in self._failed.items() if one in known}

    def _is_due(self, screen: Screen, now: datetime) -> bool:
        if self._monotonic() - self._failed.get(screen.id, -math.inf) < AGAIN:
            return False
        step = sign_in_screens.codes_of(screen).step(now)
        return not screen.is_open(now) or self._steps.get(screen.id) != step

    async def _show(self, screen: Screen) -> None:
        async with self._room:
            now = self._house.clock()  # who has waited for the others shows the code of this moment
            try:
                actor, view = await self._house.database.read(self._view, screen, now)
                if view is None or view.code is None:
                    await self._end(screen, actor, view)
                    await self._house.database.run(sign_in_screens.end, screen, now)
                else:
                    await self._draw(screen, actor, view, view.code)
                    self._steps[screen.id] = sign_in_screens.codes_of(screen).step(now)
            except (BadRequest, Forbidden) as error:
                # The message is gone, or the chat is closed to us: there is nothing to show it on.
                log.info("screen-gone", meeting=screen.meeting_id, error=type(error).__name__)
                await self._house.database.run(sign_in_screens.end, screen, now)
            except Exception as error:  # whatever is wrong with one screen, the others go on
                self._failed[screen.id] = self._monotonic()
                note = log.info if isinstance(error, TelegramError) else log.exception
                note("screen-not-shown", meeting=screen.meeting_id, error=type(error).__name__)

    def _view(self, tx: Transaction, screen: Screen, now: datetime) -> tuple[Actor, ScreenView | None]:
        """Who looks at it and what they see; None for who runs the meeting no more."""
        house, account = self._house, screen.chat_id
        caller = Caller(account, house.default_locale, house.timezone, account in house.operator_ids)
        actor = load_actor(tx, caller)
        try:
            return actor, sign_in_screens.view(tx, actor, screen, now)
        except UserError:
            return actor, None

    async def _draw(self, screen: Screen, actor: Actor, view: ScreenView, code: Code) -> None:
        house = self._house
        link = f"https://t.me/{house.bot.username}?start={LINK}_{code.link}"
        picture = await asyncio.to_thread(code_picture, link, code.digits)
        message = screen_message(view, code)
        text = words(house.texts, actor.locale, message)
        buttons = keyboard(house.texts, actor.locale, message.buttons)
        if screen.message_id is None:
            sent = await house.bot.send_photo(
                screen.chat_id,
                picture,
                caption=text,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                rate_limit_args=TURN,
            )
            await house.database.run(sign_ins.shown_by, screen.id, sent.message_id)
        else:
            await house.bot.edit_message_media(
                InputMediaPhoto(picture, caption=text, parse_mode=ParseMode.HTML),
                chat_id=screen.chat_id,
                message_id=screen.message_id,
                reply_markup=buttons,
                rate_limit_args=TURN,
            )

    async def _end(self, screen: Screen, actor: Actor, view: ScreenView | None) -> None:
        """Say that it is over; what is shown further down, or is theirs no more, goes away."""
        house = self._house
        if screen.message_id is None:
            return
        if view is None or screen.replaced:
            await house.bot.delete_message(screen.chat_id, screen.message_id)
            return
        message = over_message(view)
        await house.bot.edit_message_caption(
            screen.chat_id,
            screen.message_id,
            caption=words(house.texts, actor.locale, message),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(house.texts, actor.locale, message.buttons),
            rate_limit_args=TURN,
        )
