"""The documents must be true: links, commands, settings and button words are compared with the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from typer.main import get_command

from bot.cli import WRONG_SETTING, main
from bot.settings import PREFIX, Settings
from tests.test_packaging import PACKAGES

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
READMES = ("README.md", "README.en.md")
EMPTY = {"（空）", "(empty)"}
LONGEST_DECISION = 40  # lines

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_SETTING = re.compile(rf"^\| `({PREFIX}[A-Z_]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _code(text: str) -> Iterator[str]:
    """Every fenced block and every code span."""
    yield from _FENCE.findall(text)
    yield from _CODE.findall(_FENCE.sub("", text))


def _anchors(text: str) -> set[str]:
    """The anchors of a document's headings, as the usual viewers make them."""
    titles = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _shown(default: Any) -> str:
    """A setting's default as an operator would write it; nothing for "not set"."""
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    return "" if default is None or default == frozenset() else str(default)


DEFAULTS = {PREFIX + name.upper(): _shown(field.default) for name, field in Settings.model_fields.items()}


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = _FENCE.sub("", document.read_text("utf-8"))
    for link in _LINK.findall(text):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert target.is_relative_to(ROOT.resolve()), link
        if anchor:
            assert anchor in _anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("readme", READMES)
def test_the_settings_table_is_complete_and_true(readme: str) -> None:
    rows = _SETTING.findall(_read(readme))
    assert [name for name, _, _ in rows] == list(DEFAULTS)
    for name, default, _ in rows:
        assert ("" if default in EMPTY else default.strip("`")) == DEFAULTS[name], name


def test_the_english_table_says_what_the_settings_say() -> None:
    said = {name: meaning for name, _, meaning in _SETTING.findall(_read("README.en.md"))}
    assert said == {PREFIX + name.upper(): field.description for name, field in Settings.model_fields.items()}


def test_the_example_file_names_every_setting_with_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in DEFAULTS:
        monkeypatch.delenv(name, raising=False)
    lines = re.findall(rf"^#?({PREFIX}[A-Z_]+)=(.*)$", _read(".env.example"), re.MULTILINE)
    assert sorted(name for name, _ in lines) == sorted(DEFAULTS)
    assert dict(lines) == DEFAULTS
    # As it stands, and with every line taken into use, it changes nothing.
    for number, text in enumerate((_read(".env.example"), "\n".join(map("=".join, lines)))):
        file = tmp_path / f"{number}.env"
        file.write_text(text, "utf-8")
        assert Settings(_env_file=file) == Settings(_env_file=None)


def test_every_setting_that_is_mentioned_exists() -> None:
    known = set(DEFAULTS)
    for file in (ROOT / "tests").rglob("*.py"):  # the tests have a few of their own
        known |= set(re.findall(r'"(ZHIBU_(?:TEST|BOT_API)_[A-Z_]+)"', file.read_text("utf-8")))
    for document in DOCUMENTS:
        for name in re.findall(rf"{PREFIX}[A-Z_]+", document.read_text("utf-8")):
            assert name in known, f"{_name(document)}: {name}"


def test_every_make_target_that_is_mentioned_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE))
    mentioned = set()
    for document in DOCUMENTS:
        for code in _code(document.read_text("utf-8")):
            mentioned |= set(re.findall(r"(?:^|sudo |\n)make (?:-C \S+ )?([a-z]+)", code))
    assert mentioned <= targets
    assert {"demo", "test", "check", "install"} <= mentioned


def test_every_command_that_is_mentioned_exists() -> None:
    commands: Any = get_command(main)
    known = set(commands.commands)
    known |= {f"roster {name}" for name in commands.commands["roster"].commands}
    mentioned = set()
    for document in DOCUMENTS:
        for code in _code(document.read_text("utf-8")):
            mentioned |= set(re.findall(r"(?<!/opt/)\bzhibu (roster [a-z]+|[a-z]+)(?=[ \n`]|$)", code))
    mentioned -= {"zhibu"}  # the container, the role and the database bear the program's name too
    assert mentioned <= known, mentioned - known
    assert {"run", "doctor", "migrate", "roster import", "roster invites"} <= mentioned


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_begins_with_the_two_commands(readme: str) -> None:
    first = _FENCE.search(_read(readme))
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[0].splitlines()[1:-1]] == ["make demo", "make test"]
    assert "## " not in _read(readme)[: first.start()]


@pytest.mark.parametrize(("locale", "half"), [("zh-Hans", 0), ("en", 1)])
def test_the_secretarys_guide_names_buttons_as_they_are(locale: str, half: int) -> None:
    text = _read("docs/secretary-guide.md").split("\n# English\n")[half]
    named = re.findall(r"(?:点|→|可以|就能|或|taps?|:|or|then|\() \*\*([^*]+)\*\*", text)
    labels = set()
    for file in (ROOT / "locales" / locale).glob("*.ftl"):
        labels |= set(re.findall(r"^[a-z-]+ = (.+)$", file.read_text("utf-8"), re.MULTILINE))
    plain = {re.sub(r"[（(]\{.*\}.*[)）]$", "", label).strip() for label in labels}
    assert len(named) > 10
    for name in named:
        assert name.lstrip("＋✓ ") in plain, name


def test_the_changelog_knows_this_version() -> None:
    version = tomllib.loads(_read("pyproject.toml"))["project"]["version"]
    assert f"\n## {version} - " in _read("CHANGELOG.md")


def test_decisions_are_short_and_listed() -> None:
    index = _read("docs/decisions/README.md")
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [record.name[:4] for record in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    for record in records:
        text = record.read_text("utf-8")
        assert f"({record.name})" in index
        assert len(text.splitlines()) <= LONGEST_DECISION, record.name
        for part in ("Context", "Decision", "Consequences"):
            assert f"{part}.**" in text, record.name


def test_the_service_stays_down_after_a_wrong_setting() -> None:
    unit = _read("docs/deploy/zhibu.service")
    assert f"\nRestartPreventExitStatus={WRONG_SETTING}\n" in unit
    assert "\nRestart=on-failure\n" in unit


def test_the_image_gets_everything_the_wheel_is_made_of() -> None:
    allowed = set(re.findall(r"^!(.+)$", _read(".dockerignore"), re.MULTILINE))
    assert allowed == {*PACKAGES, "pyproject.toml", "requirements.lock", "README.md", "LICENSE"}
