import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import CAPS, Redaction, configure_logging, get_logger, logging_about

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8"
PHONE = "13812345678"
Read = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    before, level, hook = list(root.handlers), root.level, sys.excepthook
    levels = {name: logging.getLogger(name).level for name in CAPS}
    yield
    root.handlers = before
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    sys.excepthook = hook
    logging.captureWarnings(False)
    structlog.reset_defaults()


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def lines(stream: io.StringIO) -> Read:
    configure_logging("DEBUG", "json", secrets=["webhook-secret-1"], stream=stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_record_of_ours_is_one_json_line_in_utc_with_its_ids(lines: Read) -> None:
    with logging_about(update_id=7, person_id=3):
        get_logger("bot.x").info("record-confirmed", record=12)
    (line,) = lines()
    assert line["event"] == "record-confirmed"
    assert (line["record"], line["update_id"], line["person_id"]) == (12, 7, 3)
    assert (line["level"], line["logger"]) == ("info", "bot.x")
    assert line["timestamp"].endswith("Z")


def test_library_records_carry_the_ids_too_and_only_inside_the_block(lines: Read) -> None:
    with logging_about(update_id=7):
        logging.getLogger("apscheduler").info("ran %s", "job")
    logging.getLogger("apscheduler").info("again")
    first, second = lines()
    assert (first["event"], first["update_id"]) == ("ran job", 7)
    assert "person_id" not in first
    assert "update_id" not in second


@pytest.mark.parametrize("style", ["json", "console"])
def test_token_and_phone_are_removed_wherever_they_stand(
    stream: io.StringIO, style: Literal["json", "console"]
) -> None:
    configure_logging("DEBUG", style, stream=stream)
    ours, theirs = get_logger("bot.y"), logging.getLogger("some.package")
    ours.info(f"{TOKEN} {PHONE}", place=[{"deep": (TOKEN, PHONE)}], other=_Talkative(), number=int(PHONE))
    ours.info("%s and %s", TOKEN, PHONE)
    ours.info("key", **{TOKEN: PHONE})
    theirs.debug("url https://api.telegram.org/bot%s/getUpdates?phone=%s", TOKEN, PHONE)
    theirs.warning({"dict": TOKEN, "phone": PHONE})
    theirs.error(_Talkative())
    written = stream.getvalue()
    assert len(written.splitlines()) == 6
    _assert_clean(written)
    assert "138****5678" in written


@pytest.mark.parametrize("style", ["json", "console"])
def test_exceptions_with_causes_are_redacted_and_print_no_locals(
    stream: io.StringIO, style: Literal["json", "console"]
) -> None:
    configure_logging("DEBUG", style, stream=stream)
    secret = "的".join(["张三", "秘密"])  # not as a literal: tracebacks quote the source
    for logger in (get_logger("bot.z"), logging.getLogger("library")):
        try:
            _fail(secret)
        except RuntimeError:
            logger.exception("failed")
    written = stream.getvalue()
    assert written.count("ValueError: invalid literal") == 2
    assert written.count("RuntimeError: phone 138") == 2
    assert secret not in written
    _assert_clean(written)


@pytest.mark.parametrize("name", ["httpx", "aiohttp.access", "apscheduler.scheduler", "uvicorn.access"])
@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO, logging.WARNING])
def test_libraries_at_any_level_never_print_the_token(
    stream: io.StringIO, lines: Read, name: str, level: int
) -> None:
    logging.getLogger(name).log(level, 'HTTP Request: POST "/bot%s/sendMessage" %s', TOKEN, PHONE)
    _assert_clean(stream.getvalue())


@pytest.mark.parametrize(
    "name",
    ["telegram.ext.Application", "telegram.Bot", "aiosqlite", "sqlalchemy.engine.Engine", "httpcore.http11"],
)
def test_libraries_that_print_payloads_stay_silent_at_debug(lines: Read, name: str) -> None:
    logger = logging.getLogger(name)
    logger.debug("('张三', '%s')", PHONE)
    logger.setLevel(logging.DEBUG)
    try:
        logger.debug("('张三', '%s')", PHONE)
        assert lines() == []
        logger.warning("trouble")
        assert len(lines()) == 1
    finally:
        logger.setLevel(logging.NOTSET)


def test_database_errors_lose_their_values() -> None:
    said = Redaction().text(
        "IntegrityError\n[SQL: INSERT]\n[parameters: ('张三', '东关')]\n"
        "DETAIL:  Key (name)=(张三) already exists.\nend"
    )
    assert said == "IntegrityError\n[SQL: INSERT]\n[parameters: <hidden>\nDETAIL:  <hidden>\nend"


def test_private_keys_are_hidden_at_any_depth(lines: Read) -> None:
    get_logger("bot.keys").info(
        "event", name="张三", person={"phone": "1", "text": "悄悄话"}, rows=[{"code": "x"}]
    )
    get_logger("bot.keys").info("refused", code=409)
    line, refused = lines()
    assert refused["code"] == 409
    assert line["name"] == "<hidden>"
    assert line["person"] == {"phone": "<hidden>", "text": "<hidden>"}
    assert line["rows"] == [{"code": "<hidden>"}]


def test_given_secrets_and_passwords_in_addresses_are_hidden(stream: io.StringIO, lines: Read) -> None:
    get_logger("bot.secrets").info("postgresql://zhibu:pa:ss@db/zhibu webhook-secret-1 socks5://u:p@h:1")
    (line,) = lines()
    assert line["event"] == "postgresql://<password>@db/zhibu <secret> socks5://<password>@h:1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("139 1234 5678", "139****5678"),
        ("139-1234-5678", "139****5678"),
        ("+8613912345678", "+86139****5678"),
        ("电话13912345678。", "电话139****5678。"),
        ("-1001391234567", "-1001391234567"),
        ("update 139123456", "update 139123456"),
        ("1391234567890", "1391234567890"),
        ("/bot123%3AAAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8/getMe", "/bot<token>/getMe"),
        ("/bot1:short/getMe", "/bot<token>/getMe"),
        ("/usr/lib/bot/usecases/x.py", "/usr/lib/bot/usecases/x.py"),
    ],
)
def test_what_is_masked_and_what_stays(text: str, said: str) -> None:
    assert Redaction().text(text) == said


@given(st.text(), st.text())
def test_a_token_between_any_words_is_found(before: str, after: str) -> None:
    assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8" not in Redaction().text(f"{before} {TOKEN} {after}")


def test_a_record_that_cannot_be_formatted_does_not_spill_its_arguments(
    lines: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    # pytest's own handlers raise where ours must stay calm.
    root.handlers = [handler for handler in root.handlers if type(handler).__module__ == "bot.logs"]
    logging.getLogger("library").info("%d %s", TOKEN, PHONE)
    assert lines() == []
    said = capsys.readouterr().err
    assert "could not be written: TypeError" in said
    _assert_clean(said)


def test_an_uncaught_error_is_logged_redacted(stream: io.StringIO, lines: Read) -> None:
    error = RuntimeError(f"no answer from /bot{TOKEN}/getMe")
    sys.excepthook(RuntimeError, error, None)
    (line,) = lines()
    assert line["level"] == "critical"
    assert "RuntimeError" in line["exception"]
    _assert_clean(stream.getvalue())


def test_warnings_are_logged(lines: Read) -> None:
    logging.getLogger("py.warnings").warning("old %s", TOKEN)
    assert lines()[0]["event"] == "old <token>"


def test_a_level_above_the_caps_wins(stream: io.StringIO) -> None:
    configure_logging("ERROR", "json", stream=stream)
    logging.getLogger("apscheduler").warning("missed")
    get_logger("bot.level").warning("missed")
    assert stream.getvalue() == ""


def test_configuring_again_does_not_double_the_lines(lines: Read) -> None:
    stream = io.StringIO()
    configure_logging("INFO", "json", stream=stream)
    get_logger("bot.twice").info("once")
    assert len(stream.getvalue().splitlines()) == 1
    assert lines() == []


class _Talkative:
    def __repr__(self) -> str:
        return f"<User {TOKEN} {PHONE}>"


def _fail(name: str) -> None:
    try:
        int(f"/bot{TOKEN}/x")
    except ValueError as error:
        raise RuntimeError("phone " + PHONE) from error


def _assert_clean(written: str) -> None:
    assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8" not in written
    assert PHONE not in written
