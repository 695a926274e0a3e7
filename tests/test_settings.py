"""The settings: right values are taken, wrong ones answered with one line that names the variable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.domain.quiet import QuietHours
from bot.errors import SettingsError
from bot.settings import PREFIX, Settings, load_settings

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no ``.env`` of the machine the tests run on."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set() -> None:
    settings = load_settings()
    assert settings.bot_token is None
    assert settings.database == "sqlite:///data/zhibu.db"
    assert settings.operator_ids == frozenset()
    assert (settings.timezone, settings.default_locale) == ("Asia/Shanghai", "zh-Hans")
    assert (settings.quiet, settings.daily_cap) == (QuietHours(21 * 60, 7 * 60 + 30), 6)


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIBU_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ZHIBU_OPERATOR_IDS", " 11, 22,,33 ")
    monkeypatch.setenv("ZHIBU_API_BASE_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("ZHIBU_PROXY_URL", "socks5h://user:word@proxy:1080")
    settings = load_settings()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.operator_ids == {11, 22, 33}
    assert settings.api_base_url == "http://127.0.0.1:8081"
    assert settings.proxy_url is not None
    assert settings.proxy_url.get_secret_value() == "socks5h://user:word@proxy:1080"


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ZHIBU_TIMEZONE=Asia/Urumqi\nZHIBU_WEB_PORT=8099\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("ZHIBU_WEB_PORT", "8100")
    settings = load_settings()
    assert settings.timezone == "Asia/Urumqi"
    assert settings.web_port == 8100


@pytest.mark.parametrize("name", ["BOT_TOKEN", "PROXY_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "OPERATOR_IDS"])
def test_left_empty_is_not_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(PREFIX + name, "")
    assert load_settings() == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "verysecret-verysecret-verysecret-verysecret"),
        ("BOT_TOKEN", "123456789:verysecret"),
        ("BOT_TOKEN", " 123456789:verysecret-verysecret-verysecret"),
        ("API_BASE_URL", "api.telegram.org"),
        ("DATABASE_URL", "mysql://root:verysecret@host/zhibu"),
        ("DATABASE_URL", "postgresql://zhibu:very@verysecret@host/zhibu"),
        ("DATABASE_URL", "postgresql://zhibu:very/p@verysecret@host/zhibu"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", ""),
        ("OPERATOR_IDS", "11,zhang"),
        ("OPERATOR_IDS", "11;22"),
        ("OPERATOR_IDS", "-5"),
        ("TIMEZONE", "Asia/Beijing"),
        ("TIMEZONE", "../etc/passwd"),
        ("TIMEZONE", ""),
        ("DEFAULT_LOCALE", "zh-CN"),
        ("PROXY_URL", "ftp://user:verysecret@proxy"),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "fast"),
        ("WEBHOOK_SECRET", "verysecret!"),
        ("WEBHOOK_SECRET", "verysecret" * 26),
        ("WEB_PORT", "65536"),
        ("WEB_PORT", "-1"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError, match=rf"^{PREFIX}{name}: .") as caught:
        load_settings()
    said = str(caught.value)
    assert "\n" not in said
    assert "verysecret" not in said


def test_a_webhook_needs_a_secret_and_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIBU_WEBHOOK_URL", "https://bot.example.org/telegram")
    with pytest.raises(SettingsError, match=r"^ZHIBU_WEBHOOK_SECRET: "):
        load_settings()
    monkeypatch.setenv("ZHIBU_WEBHOOK_SECRET", "long-enough_0")
    assert load_settings().webhook_url == "https://bot.example.org/telegram"
    monkeypatch.setenv("ZHIBU_WEBHOOK_URL", "http://bot.example.org/telegram")
    with pytest.raises(SettingsError, match=r"^ZHIBU_WEBHOOK_URL: "):
        load_settings()
    monkeypatch.setenv("ZHIBU_API_BASE_URL", "http://127.0.0.1:8081")
    assert load_settings().webhook_url == "http://bot.example.org/telegram"


def test_secrets_are_not_shown_when_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIBU_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ZHIBU_DATABASE_URL", "postgresql://zhibu:verysecret@db/zhibu")
    monkeypatch.setenv("ZHIBU_PROXY_URL", "http://user:verysecret@proxy:3128")
    monkeypatch.setenv("ZHIBU_WEBHOOK_SECRET", "verysecret")
    shown = f"{load_settings()!r} {load_settings()}"
    assert "verysecret" not in shown
    assert TOKEN not in shown
