"""Keys and values become words here, once the reader's language is known.

Every locale is a folder of Fluent files (``locales/<locale>/<journey>.ftl``). A missing message or variable
is an error, never a printed name; ``tests.check_locales`` proves that the locales agree.
"""

import html as html_library
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import cast

from babel import Locale as BabelLocale
from babel.plural import PluralRule
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, Pattern, ResolverEnvironment
from fluent.runtime.types import FluentInt, FluentType
from fluent.syntax import ast

from bot.domain.messages import Gist, Listing, Minutes, Moment, Term, Value
from bot.domain.rich_text import RichText
from bot.text_files import MissingText, Source, parse, read_folder

LOCALES = ("zh-Hans", "zh-Hant", "en")

_TRADITIONAL_REGIONS = frozenset({"hant", "tw", "hk", "mo"})
# Control characters, direction overrides (a name could turn a whole line round) and lone surrogates.
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_NEEDS_CARE = re.compile("[&<>\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# fluent.runtime refuses a part of more than 2,500 characters; a notice is longer.
_LONGEST_PART = 2000
_TAG = re.compile("<[^>]*>")
_LONGEST_GIST = 48
_REFERENCE = re.compile(r"\{\s*([a-zA-Z][a-zA-Z0-9_-]*)")
_PARKED = re.compile("\x00([0-9]+)\x00")


class _Number(FluentInt):
    """A whole number without thousand separators; plural rules still see a number."""

    def format(self, locale: BabelLocale) -> str:
        return str(int(self))


class _Day(FluentType):
    """A date already in words, which ``FULLDATE`` and ``MONTHDAY`` can still ask for in others."""

    def __init__(self, day: date, text: str) -> None:
        self.day = day
        self.text = text

    def format(self, locale: BabelLocale) -> str:
        return self.text


class Texts:
    """The texts of all locales.

    In a message ``{ $date }`` prints a day with its weekday, ``{ MONTHDAY($date) }`` without,
    and ``{ FULLDATE($date) }`` with its year.
    """

    def __init__(self, sources: Mapping[str, Mapping[str, Source]], default: str = LOCALES[0]) -> None:
        self._default = default
        self._locales = {locale: _Locale(locale, found) for locale, found in sources.items()}

    @classmethod
    def load(cls, directory: Path, default: str = LOCALES[0]) -> "Texts":
        """Read every ``.ftl`` file of every locale.

        Raises ValueError naming the file for what is no message or one defined twice, and MissingText when a
        locale has no files. What is wrong inside a message is found when it is first wanted.
        """
        return cls({locale: read_folder(directory / locale) for locale in LOCALES}, default)

    def has(self, key: str) -> bool:
        """Whether the message ``key`` (or ``key.attribute``) exists in every locale."""
        return all(locale.has(key) for locale in self._locales.values())

    def format(
        self, locale: str, key: str, values: Mapping[str, Value] | None = None, html: bool = True
    ) -> str:
        """The message ``key`` (or ``key.attribute``) in words.

        With ``html`` every text value is escaped for Telegram's HTML mode and a rich text keeps its
        formatting; without it (buttons, toasts, commands) it is only cleaned of control characters.
        Raises MissingText.
        """
        try:
            texts = self._locales[locale]
        except KeyError:
            raise MissingText(f"no locale {locale!r}") from None
        return texts.format(key, values or {}, html)

    def locale_for(self, language_code: str | None, default: str | None = None) -> str:
        """The locale for an IETF tag as Telegram sends it; ``default`` (or the loaded one) for any other."""
        parts = (language_code or "").lower().replace("_", "-").split("-")
        if parts[0] == "zh":
            traditional = "hans" not in parts and not _TRADITIONAL_REGIONS.isdisjoint(parts)
            return "zh-Hant" if traditional else "zh-Hans"
        return "en" if parts[0] == "en" else default or self._default


class _Bundle(FluentBundle):
    """One that does not read babel's six megabytes about how dates are said in three languages.

    Dates and numbers are worded here; only the plural rule is asked for.
    """

    def _get_babel_locale(self) -> BabelLocale:
        return cast(BabelLocale, _Plurals(self.locales[0]))


class _Plurals:
    def __init__(self, locale: str) -> None:
        self.plural_form = PluralRule({"one": "i = 1 and v = 0"} if locale == "en" else {})


class _Locale:
    def __init__(self, name: str, sources: Mapping[str, Source]) -> None:
        self._name = name
        self._sources = sources
        self._fixed: dict[str, str] = {}
        self._bundle = _Bundle(
            [name],
            functions={"FULLDATE": self._full_date, "MONTHDAY": self._month_day},
            use_isolating=False,
        )

    def has(self, key: str) -> bool:
        try:
            self._pattern(key)
        except MissingText:
            return False
        return True

    def format(self, key: str, values: Mapping[str, Value], html: bool) -> str:
        if not values:
            return self._fixed_text(key)
        parked: list[str] = []
        arguments = {name: self._argument(value, html, parked) for name, value in values.items()}
        text = self._resolve(key, arguments)
        # A parked text was cleaned before, so it cannot itself hold such a mark.
        return _PARKED.sub(lambda match: parked[int(match[1])], text) if parked else text

    def _fixed_text(self, key: str) -> str:
        text = self._fixed.get(key)
        if text is None:
            text = self._fixed[key] = self._resolve(key, {})
        return text

    def _resolve(self, key: str, arguments: dict[str, FluentType | str]) -> str:
        errors: list[Exception] = []
        # Not bundle.format_pattern: it would turn _Number back into a number with thousand separators.
        environment = ResolverEnvironment(
            context=self._bundle, current=CurrentEnvironment(args=arguments), errors=errors
        )
        try:
            text = self._pattern(key)(environment)
        except ValueError as error:
            raise MissingText(f"{self._name}: {key}: {error}") from error
        if errors:
            raise MissingText(f"{self._name}: {key}: {'; '.join(map(str, errors))}")
        return str(text)

    def _pattern(self, key: str) -> Pattern:
        name, _, attribute = key.partition(".")
        if self._bundle.has_message(name) or self._has_learnt(name):
            message = self._bundle.get_message(name)
            pattern = message.attributes.get(attribute) if attribute else message.value
            if pattern is not None:
                return pattern
        raise MissingText(f"{self._name}: no message {key!r}")

    def _has_learnt(self, name: str) -> bool:
        """Read a message, and those it refers to, when it is first wanted; False when there is none.

        All of them would take a second of every start and 15 MB, most of it for nothing.
        """
        source = self._sources.get(name)
        if source is None:
            return False
        resource = parse(source.text)
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                problem = entry.annotations[0].message if entry.annotations else "syntax error"
                raise MissingText(f"{source.where}: {name}: {problem}")
        self._bundle.add_resource(resource)
        for other in _REFERENCE.findall(source.text):
            if not self._bundle.has_message(other):
                self._has_learnt(other)
        return True

    def _argument(self, value: Value, html: bool, parked: list[str]) -> FluentType | str:
        if isinstance(value, int):
            return _Number(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return _Day(value, self._day(value))
        if isinstance(value, Gist):
            return _clean(self._gist(value.key, value.values), html)
        text = self._words(value, html)
        if len(text) > _LONGEST_PART:
            parked.append(text)
            return f"\x00{len(parked) - 1}\x00"
        return text

    def _words(self, value: Value, html: bool) -> str:
        match value:
            case str():
                return _clean(value, html)
            case int():
                return str(int(value))
            case datetime():
                raise TypeError("a datetime has no reader's time zone: give a Moment")
            case date():
                return self._day(value)
            case Minutes(count):
                return self._minutes(count)
            case Moment(day, minute):
                return self._moment(day, minute)
            case Term(key):
                return self._fixed_text(key)
            case Listing(items):
                return self._listing(items, html)
            case RichText():
                return _clean_rich(value).to_html() if html else _clean(value.text, html)
        raise TypeError(f"not a value that a message can hold: {type(value).__name__}")

    def _gist(self, key: str, values: Mapping[str, Value]) -> str:
        plain = html_library.unescape(_TAG.sub("", self.format(key, values, html=True)))
        first = next((line.strip() for line in plain.splitlines() if line.strip()), "")
        return first if len(first) <= _LONGEST_GIST else first[: _LONGEST_GIST - 1].rstrip() + "…"

    def _day(self, day: date) -> str:
        parts = self._date_parts(day)
        parts["weekday"] = self._fixed_text(f"weekday-{day.isoweekday()}")
        return self._resolve("date-day", parts)

    def _date_parts(self, day: date) -> dict[str, FluentType | str]:
        return {"month": self._fixed_text(f"month-{day.month}"), "day": str(day.day)}

    def _full_date(self, value: _Day) -> FluentType:
        parts = {"year": str(value.day.year), **self._date_parts(value.day)}
        return _Day(value.day, self._resolve("date-full", parts))

    def _month_day(self, value: _Day) -> FluentType:
        return _Day(value.day, self._resolve("date-month-day", self._date_parts(value.day)))

    def _moment(self, day: date, minute: int) -> str:
        time = f"{minute // 60:02}:{minute % 60:02}"
        return self._resolve("date-moment", {"time": time, **self._date_parts(day)})

    def _minutes(self, count: int) -> str:
        """Half-hour steps are said in hours, anything finer in hours and minutes."""
        hours, minutes = divmod(abs(count), 60)
        sign = "-" if count < 0 else ""
        if hours and minutes == 30:
            return sign + self._resolve("minutes-hours", {"hours": f"{hours}.5"})
        if not minutes:
            return sign + self._resolve("minutes-hours", {"hours": str(hours)})
        if not hours:
            return sign + self._resolve("minutes-short", {"minutes": str(minutes)})
        return sign + self._resolve("minutes-mixed", {"hours": str(hours), "minutes": str(minutes)})

    def _listing(self, items: tuple[Value, ...], html: bool) -> str:
        if not items:
            return self._fixed_text("list-empty")
        return self._fixed_text("list-separator").join(self._words(item, html) for item in items)


def _clean(text: str, html: bool) -> str:
    if not _NEEDS_CARE.search(text):
        return text
    text = _UNWANTED.sub(" ", text.replace("\r\n", "\n"))
    return html_library.escape(text, quote=False) if html else text


def _clean_rich(rich: RichText) -> RichText:
    """One blank for each unwanted character, so that the formatting stays where it was."""
    if not _UNWANTED.search(rich.text):
        return rich
    text = _UNWANTED.sub(lambda match: " " * len(match[0]), rich.text)
    return RichText(text, rich.spans)
