"""Star schemes from their files: one TOML file per scheme, its key is the file's name.

A file has the tables ``[title]`` and ``[description]`` (a text per locale) and one ``[[version]]`` per change
of the rules, oldest first, with the keys

- ``from_year``: the first year it is in force
- ``source``: where the rule comes from
- ``basis``: ``services``, ``hours`` or ``topics``; ``period``: ``year`` or ``lifetime``
- ``thresholds``: one ascending number per star, in services, hours or topics
- ``categories`` (optional): the service categories that count, all when it is left out
- ``minimum_minutes`` (optional): how long one service must last to count
- ``services_per_day`` (optional): how many services of one day count; the longest do
- ``[[version.topic]]`` (basis ``topics`` only): ``key`` and a name per locale
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from bot.domain.service import DAY_LIMIT, STEP, ServiceCategory
from bot.domain.stars import Basis, Period, Scheme, SchemeVersion, Topic
from bot.errors import SettingsError

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
YEARS = (1949, 2999)
MOST_STARS = 10
HIGHEST_THRESHOLD = 100_000
# Keys travel in callback data, which holds 64 bytes.
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
KEY_LENGTH = 40
TITLE_LENGTH = 60
TEXT_LENGTH = 500


class SchemeFileError(SettingsError):
    """A scheme file that cannot be used; the text is one line that names the file and the key."""


def load_schemes(extra_directory: Path | None = None) -> Mapping[str, Scheme]:
    """The built-in schemes and those of a directory, by key.

    Raises ``SchemeFileError`` for a file that is not strictly right, or for a key that is used twice.
    """
    schemes: dict[str, Scheme] = {}
    for file in _scheme_files(extra_directory):
        scheme = _read_scheme(file)
        if scheme.key in schemes:
            raise SchemeFileError(f"{file}: there is already a scheme with this name, rename the file")
        schemes[scheme.key] = scheme
    return MappingProxyType(schemes)


def _scheme_files(extra_directory: Path | None) -> Iterator[Traversable]:
    places: list[Traversable] = [files("bot.domain") / "schemes"]
    if extra_directory is not None:
        if not extra_directory.is_dir():
            raise SchemeFileError(f"{extra_directory}: not a directory of scheme files")
        places.append(extra_directory)
    for place in places:
        yield from sorted((f for f in place.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _read_scheme(file: Traversable) -> Scheme:
    key = file.name.removesuffix(".toml")
    if not _is_key(key):
        raise SchemeFileError(f"{file}: a scheme file is named in small letters, digits and hyphens")
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not know.
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SchemeFileError(f"{file}: cannot be read: {' '.join(str(error).split())}") from error
    table = _Table(str(file), "", data)
    titles = table.table("title").texts(TITLE_LENGTH)
    descriptions = table.table("description").texts(TEXT_LENGTH)
    versions = tuple(_version(key, each) for each in table.tables("version"))
    table.finish()
    if not versions:
        table.fail("version", "at least one is needed")
    if any(later.from_year <= earlier.from_year for earlier, later in pairwise(versions)):
        table.fail("version", "from_year must grow from one version to the next")
    return Scheme(key, titles, descriptions, versions)


def _version(scheme: str, table: _Table) -> SchemeVersion:
    basis = Basis(table.choice("basis", [*Basis]))
    period = Period(table.choice("period", [*Period]))
    topics = tuple(_topic(each) for each in table.tables("topic"))
    version = SchemeVersion(
        scheme=scheme,
        from_year=table.integer("from_year", *YEARS),
        source=table.text("source", TEXT_LENGTH),
        basis=basis,
        period=period,
        thresholds=_thresholds(table, basis),
        categories=_categories(table),
        minimum_minutes=_minimum_minutes(table),
        services_per_day=table.integer("services_per_day", 1, 48) if table.has("services_per_day") else None,
        topics=topics,
    )
    table.finish()
    _check_topics(table, version)
    return version


def _thresholds(table: _Table, basis: Basis) -> tuple[int, ...]:
    steps = table.items("thresholds")
    if not 1 <= len(steps) <= MOST_STARS:
        table.fail("thresholds", f"1 to {MOST_STARS} numbers are needed")
    if not all(type(step) is int and 1 <= step <= HIGHEST_THRESHOLD for step in steps):
        table.fail("thresholds", f"whole numbers from 1 to {HIGHEST_THRESHOLD} are needed")
    if any(later <= earlier for earlier, later in pairwise(steps)):
        table.fail("thresholds", "each must be higher than the one before")
    return tuple(step * 60 if basis is Basis.HOURS else step for step in steps)


def _categories(table: _Table) -> frozenset[ServiceCategory] | None:
    if not table.has("categories"):
        return None
    names = table.items("categories")
    unknown = [name for name in names if name not in list(ServiceCategory)]
    if unknown:
        table.fail("categories", f"{unknown[0]!r} is none of {', '.join(ServiceCategory)}")
    if not names or len(set(names)) < len(names):
        table.fail("categories", "name at least one, and each only once")
    return frozenset(ServiceCategory(name) for name in names)


def _minimum_minutes(table: _Table) -> int:
    if not table.has("minimum_minutes"):
        return 0
    minutes = table.integer("minimum_minutes", STEP, DAY_LIMIT)
    if minutes % STEP:
        table.fail("minimum_minutes", f"services are logged in steps of {STEP} minutes")
    return minutes


def _topic(table: _Table) -> Topic:
    key = table.text("key", KEY_LENGTH)
    if not _is_key(key):
        table.fail("key", "small letters, digits and hyphens are needed")
    return Topic(key, table.texts(TITLE_LENGTH))


def _check_topics(table: _Table, version: SchemeVersion) -> None:
    if version.basis is not Basis.TOPICS:
        if version.topics:
            table.fail("topic", 'only a version with basis = "topics" has topics')
        return
    if not version.plain:
        table.fail("basis", "stars from topics count no services, so no conditions on services either")
    if version.period is not Period.YEAR:
        table.fail("period", "stars from topics are given for a year")
    if len({topic.key for topic in version.topics}) < len(version.topics):
        table.fail("topic", "two topics have the same key")
    if version.thresholds[-1] > len(version.topics):
        table.fail("thresholds", f"there are only {len(version.topics)} topics")


def _is_key(text: str) -> bool:
    return len(text) <= KEY_LENGTH and KEY.fullmatch(text) is not None


class _Table:
    """A TOML table that knows where it stands, so that every complaint names the file and the key."""

    def __init__(self, file: str, path: str, data: dict[str, Any]) -> None:
        self._file = file
        self._path = path
        self._data = data
        self._left = set(data)

    def fail(self, key: str, why: str) -> NoReturn:
        raise SchemeFileError(f"{self._file}: {self._path}{key}: {why}")

    def has(self, key: str) -> bool:
        return key in self._data

    def finish(self) -> None:
        for key in sorted(self._left):
            self.fail(key, "unknown key")

    def text(self, key: str, longest: int) -> str:
        text = self._take(key)
        if not isinstance(text, str) or not text.strip() or len(text) > longest:
            self.fail(key, f"a text of 1 to {longest} characters is needed")
        return text.strip()

    def texts(self, longest: int) -> Mapping[str, str]:
        """A text per locale, and nothing else."""
        texts = {locale: self.text(locale, longest) for locale in LANGUAGES}
        self.finish()
        return MappingProxyType(texts)

    def integer(self, key: str, lowest: int, highest: int) -> int:
        number = self._take(key)
        if type(number) is not int or not lowest <= number <= highest:
            self.fail(key, f"a whole number from {lowest} to {highest} is needed")
        return number

    def choice(self, key: str, choices: list[Any]) -> str:
        chosen = self._take(key)
        if not isinstance(chosen, str) or chosen not in choices:
            self.fail(key, f"one of {', '.join(choices)} is needed")
        return chosen

    def items(self, key: str) -> list[Any]:
        items = self._take(key)
        if not isinstance(items, list):
            self.fail(key, "a list is needed")
        return items

    def table(self, key: str) -> _Table:
        data = self._take(key)
        if not isinstance(data, dict):
            self.fail(key, "a table is needed")
        return _Table(self._file, f"{self._path}{key}.", data)

    def tables(self, key: str) -> list[_Table]:
        """The tables of ``[[key]]``; none when the key is left out."""
        if not self.has(key):
            return []
        items = self._take(key)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            self.fail(key, f"tables [[{key}]] are needed")
        return [
            _Table(self._file, f"{self._path}{key}[{number}].", item) for number, item in enumerate(items, 1)
        ]

    def _take(self, key: str) -> Any:
        if key not in self._data:
            self.fail(key, "is missing")
        self._left.discard(key)
        return self._data[key]
