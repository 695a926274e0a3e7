"""The connections to Telegram, and what is asked over one before there is a bot."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.delivery.request import AiohttpRequest
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Requests:
    """The ways to Telegram: one for calls, one that only polls. Tests put in their own."""

    calls: BaseRequest
    polling: BaseRequest


def requests_over_http(settings: Settings) -> Requests:
    """Real connections, through the proxy if one is set."""
    proxy = settings.proxy_url.get_secret_value() if settings.proxy_url else None
    return Requests(
        AiohttpRequest(read_timeout=20.0, proxy=proxy),
        AiohttpRequest(connection_pool_size=2, read_timeout=20.0, proxy=proxy),
    )


async def bot_name(settings: Settings) -> str:
    """The username that belongs to the token. Raises ``ConnectionError`` with the reason in one word."""
    requests = requests_over_http(settings)
    bot = Bot(
        settings.bot_token.get_secret_value() if settings.bot_token else "",
        base_url=f"{settings.api_base_url}/bot",
        request=requests.calls,
        get_updates_request=requests.polling,
    )
    try:
        await bot.initialize()
    except TelegramError as error:
        raise ConnectionError(type(error).__name__) from None
    else:
        return bot.username
    finally:
        await bot.shutdown()
