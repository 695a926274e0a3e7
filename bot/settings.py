"""The settings: environment variables with the prefix ``ZHIBU_``, also read from ``.env``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.people import DAILY_CAP
from bot.domain.quiet import QuietHours
from bot.errors import SettingsError

PREFIX = "ZHIBU_"
_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d")


class Settings(BaseSettings):
    """Everything an operator can set. Constructed only by the command line and by tests."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    bot_token: SecretStr | None = Field(None, description="the token from @BotFather")
    api_base_url: str = Field(
        "https://api.telegram.org", description="where the Bot API lives: {base}/bot<token>/<method>"
    )
    database_url: SecretStr = Field(
        SecretStr("sqlite:///data/zhibu.db"),
        description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
    )
    operator_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram ids, comma separated: may do everything, from private chats"
    )
    timezone: str = Field("Asia/Shanghai", description="time zone of new branches")
    default_locale: Literal["zh-Hans", "zh-Hant", "en"] = Field(
        "zh-Hans", description="language for people whose own is not spoken here"
    )
    proxy_url: SecretStr | None = Field(
        None, description="http://, socks5:// or socks5h:// proxy to Telegram"
    )
    send_rate: float = Field(29.5, gt=0, le=100_000, description="messages per second, all chats together")
    approve_above: int | None = Field(
        None,
        ge=1,
        description="a notice that more people will read needs a second person to agree; off when unset",
    )
    nudge_hours: int = Field(
        12, ge=1, le=720, description="hours until the same notice may remind people again"
    )
    quiet_hours: str = Field(
        "21:00-07:30", description="when nobody is disturbed, for new branches; the same time twice: never"
    )
    daily_cap: int = Field(
        DAILY_CAP, ge=0, le=50, description="reminders a day for one member, for new branches; 0: no limit"
    )
    working_days_file: Path | None = Field(
        None,
        description="a file of days unlike the government's calendar, lines of day,work or day,rest",
    )
    webhook_url: str | None = Field(None, description="public https address; polling when unset")
    webhook_secret: SecretStr | None = Field(
        None, description="1-256 of A-Z a-z 0-9 _ -, needed with a webhook"
    )
    web_host: str = Field("127.0.0.1", description="where the web server listens")
    web_port: int = Field(8080, ge=0, le=65535, description="its port; 0 takes a free one")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="how much is logged")
    log_format: Literal["console", "json"] = Field("console", description="for people or for machines")

    @field_validator("operator_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: Any) -> Any:
        if isinstance(value, str):
            parts = [part.strip() for part in value.split(",") if part.strip()]
            if not all(part.isdecimal() for part in parts):
                raise ValueError("whole numbers separated by commas are wanted")
            return frozenset(int(part) for part in parts)
        return value

    @field_validator(
        "bot_token",
        "proxy_url",
        "approve_above",
        "working_days_file",
        "webhook_url",
        "webhook_secret",
        mode="before",
    )
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("bot_token")
    @classmethod
    def _token_form(cls, value: SecretStr | None) -> SecretStr | None:
        form = r"[0-9]{3,20}:[A-Za-z0-9_-]{30,}"
        if value is not None and not re.fullmatch(form, value.get_secret_value()):
            raise ValueError("not a bot token: it looks like 123456789:AA…")
        return value

    @field_validator("api_base_url")
    @classmethod
    def _base(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("an http:// or https:// address is wanted")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        path = url.removeprefix("sqlite:///")
        if url.startswith("postgresql://") and url.count("@") > 1:
            # Some of the password would be taken for the host, which messages name.
            raise ValueError("an @ in the user name or password is written %40")
        if url.startswith("postgresql://") or (path != url and path and path != ":memory:"):
            return value
        raise ValueError("sqlite:///PATH or postgresql://… is wanted")

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, LookupError):
            raise ValueError("no such time zone") from None
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        if not _HOURS.fullmatch(value):
            raise ValueError("two times of the day are wanted, like 21:00-07:30")
        return value

    @field_validator("proxy_url")
    @classmethod
    def _proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(
            ("http://", "socks5://", "socks5h://")
        ):
            raise ValueError("http://, socks5:// or socks5h:// is wanted")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("1-256 of A-Z a-z 0-9 _ - are wanted")
        return value

    @property
    def quiet(self) -> QuietHours:
        """The quiet hours of new branches."""
        start, end = (int(one[:2]) * 60 + int(one[3:]) for one in self.quiet_hours.split("-"))
        return QuietHours(start, end)

    @property
    def database(self) -> str:
        """The database address in the clear."""
        return self.database_url.get_secret_value()


def load_settings(env_file: str | None = ".env", **values: Any) -> Settings:
    """The settings of this process; ``values`` win over the environment, and that over ``env_file``.

    Raises ``SettingsError`` with one line that names the variable and never shows a secret.
    """
    try:
        settings = Settings(**{"_env_file": env_file, **values})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None
    if settings.webhook_url and not settings.webhook_secret:
        raise SettingsError(f"{PREFIX}WEBHOOK_SECRET: needed together with {PREFIX}WEBHOOK_URL")
    # Telegram accepts nothing but https; the local one of the demo does.
    plain = settings.webhook_url is not None and not settings.webhook_url.startswith("https://")
    if plain and settings.api_base_url.startswith("https://"):
        raise SettingsError(f"{PREFIX}WEBHOOK_URL: an https:// address is wanted")
    return settings
