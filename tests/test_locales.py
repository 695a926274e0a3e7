from pathlib import Path

import pytest

from bot.i18n import LOCALES
from tests.check_locales import ROOT, check, code_uses
from tests.locale_keys import collect
from tests.make_traditional import traditional


def test_the_texts_are_complete_and_used() -> None:
    assert check(ROOT / "locales", code_uses()) == []


def test_the_traditional_texts_are_made_from_the_simplified_ones() -> None:
    for path in (ROOT / "locales" / "zh-Hans").glob("*.ftl"):
        made = traditional(path.read_text("utf-8"))
        found = (ROOT / "locales" / "zh-Hant" / path.name).read_text("utf-8")
        assert found == made, f"run python -m tests.make_traditional: {path.name}"


def _problems(folder: Path, code: str = "", **files: str) -> list[str]:
    """The problems of three equal locales, save for the ones given by name (``zh_Hant``, ``en``)."""
    for locale in LOCALES:
        (folder / locale).mkdir()
        text = files.get(locale.replace("-", "_"), files["all"])
        (folder / locale / "a.ftl").write_text(text, "utf-8")
    source = folder / "code"
    source.mkdir()
    (source / "module.py").write_text(code, "utf-8")
    return check(folder, collect([source]))


def test_good_texts_have_no_problems(tmp_path: Path) -> None:
    text = 'hello = <b>A</b> { $name } <a href="{ $url }">x</a> 5 &gt; 4\n'
    code = 'Message("hello", {"name": 1, "url": u})\n'
    assert _problems(tmp_path, code, all=text) == []


@pytest.mark.parametrize(
    ("english", "problem"),
    [
        ("hello = A { $x }", "has other variables: x"),
        ("hello = A\n    .hint = b", "has other attributes: hint"),
        ("other = A", "hello is missing"),
        ("hello = A\nother = A", "other in a.ftl is not in zh-Hans"),
        ("hello = A { $", "syntax error"),
        ("hello = A\nhello = B", "defined twice"),
        ("hello = <b>A", "<b> is not closed"),
        ("hello = A</b>", "</b> closes nothing"),
        ("hello = <b><i>A</b></i>", "</b> closes nothing"),
        ("hello = <div>A</div>", "<div> is not one of Telegram's tags"),
        ("hello = 3 < 4", "belongs to no tag"),
        ('hello = A{ "<" }', "belongs to no tag"),
        ("hello = A 你好", "has Chinese in it: 你好"),
        ("hello = A 𬱖", "has Chinese in it: 𬱖"),
        ("hello = A { nothing }", "refers to nothing, which does not exist"),
        ("hello = " + "x" * 2500, "is longer than 2400"),
    ],
)
def test_what_is_wrong_in_one_locale(tmp_path: Path, english: str, problem: str) -> None:
    problems = _problems(tmp_path, 'x = "hello"', all="hello = A", en=english)
    assert any(problem in line for line in problems), problems


def test_a_simplified_character_in_the_traditional_texts(tmp_path: Path) -> None:
    problems = _problems(tmp_path, 'x = "hello"', all="hello = ok", zh_Hant="hello = 通知党员 简体中文")
    assert len(problems) == 1
    assert "zh-Hant/a.ftl: hello: is not traditional" in problems[0]
    assert problems[0].endswith(": 党员")


def test_a_variant_is_checked_like_any_text(tmp_path: Path) -> None:
    text = "hello = { $n ->\n    [one] <b>one\n   *[other] many\n }\n"
    problems = _problems(tmp_path, 'x = "hello"', all=text)
    assert len(problems) == 3
    assert "<b> is not closed" in problems[0]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "hello is used nowhere"),
        ('Message("hullo"); "hello"', "no message hullo"),
        ('Button(key="hullo"); "hello"', "no message hullo"),
        ('Term("hullo" if x else "hello")', "no message hullo"),
        ('self._texts.format(locale, "hullo"); "hello"', "no message hullo"),
        ('texts.format(locale, key="hullo"); "hello"', "no message hullo"),
        ('Push("kind", lane, message, reason="hullo"); "hello"', "no message hullo"),
        ('UserError("hello"); "hello"', "no message error-hello"),
        ('Message("hello.hint")', "no message hello.hint"),
        ('Message("hello")', "hello needs $name"),
        ('Message("hello", {"nmae": 1})', "hello needs $name"),
        ('Message("hello", values={})', "hello needs $name"),
        ('Button("hello", "data")', "hello needs $name"),
    ],
)
def test_what_the_code_uses_must_exist(tmp_path: Path, code: str, problem: str) -> None:
    problems = _problems(tmp_path, code, all="hello = A { $name }")
    assert any(problem in line for line in problems), problems


@pytest.mark.parametrize(
    "code",
    [
        'KEYS = {1: "hello"}',
        'Message("hello", {"name": 1, "more": 2})',
        'Message("hello", values)',
        'Message("hello", {**values})',
        'Message(key="hello", values={"name": 1})',
        'Button("hello", values={"name": 1})',
        '"{} {}".format(1, "no-key"); "hello"',
    ],
)
def test_right_uses_are_left_alone(tmp_path: Path, code: str) -> None:
    assert _problems(tmp_path, code, all="hello = A { $name }") == []


def test_variables_of_a_message_referred_to_are_needed_too(tmp_path: Path) -> None:
    text = "hello = A { inner }\ninner = { $name }"
    assert _problems(tmp_path, 'Message("hello")', all=text) == ["code/module.py:1: hello needs $name"]


def test_an_error_is_used_by_its_name_without_the_prefix(tmp_path: Path) -> None:
    text = "error-too-long = A { $hours }"
    assert _problems(tmp_path, 'raise UserError("too-long", hours=1)', all=text) == []


def test_keys_in_data_files_count(tmp_path: Path) -> None:
    (tmp_path / "scheme.json").write_text('{"title": "hello"}', "utf-8")
    assert "hello" in collect([tmp_path]).literals
