"""``python -m bot.sandbox``: the local Telegram as a program of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from bot.sandbox.engine import Engine
from bot.sandbox.server import LocalTelegram


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox", description="A local Telegram: Bot API and web chat."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 picks a free one")
    parser.add_argument("--token", action="append", help="a bot's token; may be given several times")
    parser.add_argument("--username", default="zhibu_bot", help="the bot's username, without @")
    parser.add_argument("--name", default="支部通", help="the bot's name")
    parser.add_argument(
        "--person", action="append", default=[], metavar="NAME[:LABEL]", help="somebody to chat as"
    )
    parser.add_argument(
        "--keep-messages", type=int, default=None, help="keep only so many messages in memory"
    )
    parser.add_argument(
        "--open-to-network", action="store_true", help="allow an address that is not loopback"
    )
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    engine = Engine(keep_messages=arguments.keep_messages)
    for number, token in enumerate(arguments.token or ["1000000001:LOCAL-TELEGRAM"]):
        engine.add_bot(
            token, arguments.username if number == 0 else f"{arguments.username}{number}", arguments.name
        )
    telegram = LocalTelegram(
        engine, host=arguments.host, port=arguments.port, open_to_network=arguments.open_to_network
    )
    for person in arguments.person:
        name, _, label = person.partition(":")
        telegram.control.run("person", {"name": name, "label": label, "language_code": "zh-hans"})
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with telegram:
        sys.stdout.write(f"{telegram.url}\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> int:
    arguments = _arguments()
    try:
        import uvloop

        uvloop.run(_serve(arguments))
    except ImportError:
        asyncio.run(_serve(arguments))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
