"""Structured logs through the standard library, for our own code and every library alike.

Names, phones, texts of messages and the bot token never belong in a log. Three things keep them out: events
carry ids only; loggers that print payloads are capped (``CAPS``); and every record is redacted before it is
written, whoever made it.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Literal, TextIO, cast

from bot.lean import UNWANTED, without

with without(*UNWANTED):
    import structlog
    from structlog.stdlib import BoundLogger, ProcessorFormatter
    from structlog.typing import EventDict, Processor, WrappedLogger

# Levels below which a library prints what people wrote, who they are, or the token.
CAPS: Mapping[str, int] = {
    "telegram": logging.INFO,  # whole updates and call parameters at DEBUG
    "aiosqlite": logging.INFO,  # SQL parameters at DEBUG
    "sqlalchemy": logging.WARNING,  # statements at INFO, rows at DEBUG
    "alembic": logging.WARNING,  # each migration at INFO, between the lines of a command's answer
    "psycopg": logging.WARNING,  # connection strings at INFO
    "httpx": logging.WARNING,  # addresses, so the token, at INFO
    "httpcore": logging.INFO,  # headers and addresses at DEBUG
    "aiohttp": logging.WARNING,  # request lines at INFO
    "asyncio": logging.INFO,  # callbacks with their arguments at DEBUG
    "apscheduler": logging.INFO,  # jobs with their arguments at DEBUG
    "uvicorn": logging.INFO,  # headers and bodies at TRACE
    "uvicorn.access": logging.WARNING,  # query strings (a Mini App's carry names) at INFO
    "python_calamine": logging.INFO,  # cells
    "tzlocal": logging.INFO,
}

# What these keys hold is never fit for a log, whatever the value looks like.
PRIVATE_KEYS = frozenset(
    {"name", "full_name", "first_name", "last_name", "username", "phone", "phone_number", "text", "caption"}
    | {"token", "secret", "password", "payload", "body", "params", "parameters", "code"}
)

_TOKEN = re.compile(r"\d+(?::|%3[Aa])[A-Za-z0-9_-]{30,}")
_TOKEN_IN_PATH = re.compile(r"/bot\d+(?::|%3[Aa])[^/\s\"'\\]+")
_PASSWORD_IN_URL = re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)")
_PHONE = re.compile(r"(?:(?<!\d)|(?<=(?<!\d)86))(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)")
# Database errors quote the rows they are about.
_SQL_VALUES = re.compile(r"(\[parameters: |DETAIL:\s+)[^\n]*")
_SHORTEST_SECRET = 6
_DEEPEST = 6


def configure_logging(
    level: str | int = "INFO",
    style: Literal["json", "console"] = "json",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send every log record to ``stream`` (default stderr) as JSON lines or for a person to read.

    ``secrets`` are texts, such as the webhook secret, that are replaced wherever they appear. Calling it
    again replaces what the last call set up. Give uvicorn ``log_config=None``, or it adds its own handlers.
    """
    redaction = Redaction(secrets)
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_formatter(style, redaction))
    handler.addFilter(_is_fit)
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, _Handler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name, lowest in CAPS.items():
        logging.getLogger(name).setLevel(max(lowest, root.level))
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_shared(), ProcessorFormatter.wrap_for_formatter],
        wrapper_class=BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        # Not cached: what is set up later, here or by a test, must hold for loggers used before.
        cache_logger_on_first_use=False,
    )


def get_logger(name: str) -> BoundLogger:
    """A logger for a module: ``log.info("record-confirmed", record=12)``, ids and counts only."""
    logger: BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def logging_about(update_id: int | None = None, person_id: int | None = None) -> AbstractContextManager[None]:
    """Put these ids on every record made inside the block, also by libraries and in tasks it starts."""
    given = {"update_id": update_id, "person_id": person_id}
    return structlog.contextvars.bound_contextvars(
        **{key: value for key, value in given.items() if value is not None}
    )


class Redaction:
    """Removes from a text or an event what must not be logged."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted(
            {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}, key=len, reverse=True
        )
        self._secrets = re.compile("|".join(map(re.escape, known))) if known else None

    def without_secrets(self, text: str) -> str:
        """The text without tokens, passwords in addresses and the given secrets."""
        text = _TOKEN_IN_PATH.sub("/bot<token>", text)
        text = _TOKEN.sub("<token>", text)
        text = _PASSWORD_IN_URL.sub("<password>", text)
        return self._secrets.sub("<secret>", text) if self._secrets else text

    def text(self, text: str) -> str:
        """The text without secrets, database values and the middle of mobile numbers."""
        text = _SQL_VALUES.sub(r"\1<hidden>", self.without_secrets(text))
        return _PHONE.sub(r"\1****\2", text)

    def value(self, value: object, depth: int = 0) -> object:
        """A value that can be logged; whatever is not plain data is redacted as its ``repr``."""
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            masked = self.text(str(value))
            return value if masked == str(value) else masked
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping) and depth < _DEEPEST:
            return {self.text(str(key)): self._member(key, one, depth) for key, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset) and depth < _DEEPEST:
            return [self.value(one, depth + 1) for one in value]
        return self.text(repr(value))

    def _member(self, key: object, value: object, depth: int) -> object:
        # A text under "code" is an invite, a number is an answer of Telegram.
        private = key in PRIVATE_KEYS and not (key == "code" and isinstance(value, int))
        return "<hidden>" if private else self.value(value, depth + 1)

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
        """As a structlog processor, the last before the renderer."""
        return {key: self._member(key, value, 0) for key, value in event.items()}


class _Formatter(ProcessorFormatter):
    """Looks once more at the finished line, so that no renderer can put a secret back."""

    def __init__(self, redaction: Redaction, processors: list[Processor]) -> None:
        super().__init__(processors=processors, foreign_pre_chain=_shared())
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.without_secrets(super().format(record))


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- the name is logging's
        # The default prints the record's arguments as they are, unredacted.
        kind = getattr(sys.exc_info()[0], "__name__", "error")
        sys.stderr.write(f"a log record of {record.name} could not be written: {kind}\n")


def _is_fit(record: logging.LogRecord) -> bool:
    """Holds the caps even when a library sets the level of its own loggers, as SQLAlchemy's echo does."""
    name = record.name
    while name:
        if name in CAPS:
            return record.levelno >= CAPS[name]
        name = name.rpartition(".")[0]
    return True


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]


def _formatter(style: Literal["json", "console"], redaction: Redaction) -> _Formatter:
    renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if style == "console":
        # Never the pretty traceback: it prints the local variables of every frame.
        renderer = structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    return _Formatter(
        redaction,
        [
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redaction,
            renderer,
        ],
    )


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("uncaught", exc_info=(kind, error, cast(Any, traceback)))
