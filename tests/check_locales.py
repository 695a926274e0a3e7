"""Check the texts: ``python -m tests.check_locales`` prints what is wrong, line by line, and exits 1.

All locales must have the same files, messages, attributes and variables; tags must be Telegram's; each
message must be used and each used key must exist.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.domain.people import Office, Sector
from bot.i18n import LOCALES
from bot.office.words import HEADERS
from tests.locale_keys import Uses, collect

ROOT = Path(__file__).resolve().parent.parent
CODE = tuple(ROOT / name for name in ("bot", "handlers", "storage"))

# Messages whose keys are put together in code from a prefix and a value.
DYNAMIC = (
    *("month-", "weekday-", "language-", "roster-column-"),
    *("category-", "member-category-", "member-kind-", "office-", "sector-", "kind-", "role-", "right-"),
    *("state-", "helped-", "scheme-", "reason-", "why-", "body-", "command-", "help-", "stars-rule-", "say-"),
    "groups-kind-",
    *("topic-", "came-", "later-", "mute-"),
    "answer-",
    "dues-kind-",
    *("meeting-kind-", "meeting-why-"),
    *("study-why-", "study-edit-", "study-column-"),
    *("rule-why-", "rule-kind-", "task-problem-", "task-column-"),
    *("honours-what-", "honours-title-", "honours-body-", "honours-why-"),
    *("honours-card-missing-", "honours-pledge-"),
    "settings-colour-",
    *("pledge-kind-", "pledge-due-", "pledge-topic-", "pledge-example-", "pledge-review-", "pledge-reason-"),
    "pledge-remark-",
    *("pledges-list-", "pledges-state-", "pledges-was-", "pledges-why-", "pledges-grade-"),
)
# Their suffix must be a literal in the code: these are named by errors.
SUFFIXED = ("error-", "roster-problem-", "quiz-problem-")

TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"})
_TAG = re.compile(r"<(/?)([a-z-]+)((?: [a-z]+(?:=\"[^\"<>]*\")?)*)>")
# fluent.runtime refuses longer parts.
LONGEST_PART = 2400

# Words that stay as they are in every locale, or that OpenCC would change and a person would not.
ALLOWED_IN_TRADITIONAL = ("简体中文", "群", "台")
ALLOWED_IN_ENGLISH = ("支部通", "简体中文", "繁體中文", "姓名", "支部", "同意加入")
_CHINESE = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Text:
    """One message of one locale; ``patterns`` are its value, attributes and every variant, as plain text."""

    file: str
    attributes: frozenset[str]
    variables: frozenset[str]
    references: frozenset[str]
    patterns: tuple[str, ...]


class _Reader(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()
        self.patterns: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 -- Fluent's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 -- Fluent's name
        self.references.add(node.id.name)

    def visit_Pattern(self, node: ast.Pattern) -> None:  # noqa: N802 -- Fluent's name
        self.patterns.append("".join(map(_plain, node.elements)))
        self.generic_visit(node)


def _plain(element: ast.TextElement | ast.Placeable) -> str:
    if isinstance(element, ast.TextElement):
        return element.value
    if isinstance(element.expression, ast.StringLiteral):
        return str(element.expression.parse()["value"])
    return "x"


def check(locales: Path, uses: Uses) -> list[str]:
    """Every problem as one line."""
    problems: list[str] = []
    texts = {locale: _read(locales / locale, problems) for locale in LOCALES}
    model = texts[LOCALES[0]]
    for locale in LOCALES[1:]:
        problems += (f"{locale}: {line}" for line in _differences(model, texts[locale]))
    for locale, found in texts.items():
        for key, text in found.items():
            problems += (f"{locale}/{text.file}: {key}: {line}" for line in _faults(locale, text, found))
    problems += _code_faults(model, uses)
    return problems


def _read(folder: Path, problems: list[str]) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for path in sorted(folder.glob("*.ftl")):
        for entry in FluentParser(with_spans=False).parse(path.read_text("utf-8")).body:
            where = f"{folder.name}/{path.name}"
            if isinstance(entry, ast.Junk):
                problems.append(f"{where}: syntax error at {(entry.content or '').strip()[:60]!r}")
            elif isinstance(entry, ast.Message):
                if entry.id.name in found:
                    problems.append(f"{where}: {entry.id.name}: defined twice")
                found[entry.id.name] = _text(entry, path.name)
    if not found:
        problems.append(f"{folder.name}: no texts")
    return found


def _text(message: ast.Message, file: str) -> Text:
    reader = _Reader()
    reader.visit(message)
    return Text(
        file,
        frozenset(attribute.id.name for attribute in message.attributes),
        frozenset(reader.variables),
        frozenset(reader.references),
        tuple(reader.patterns),
    )


def _differences(model: dict[str, Text], found: dict[str, Text]) -> Iterator[str]:
    for key in sorted(model.keys() - found.keys()):
        yield f"{key} is missing (it is in {LOCALES[0]}/{model[key].file})"
    for key in sorted(found.keys() - model.keys()):
        yield f"{key} in {found[key].file} is not in {LOCALES[0]}"
    for key in sorted(model.keys() & found.keys()):
        ours, theirs = model[key], found[key]
        if ours.file != theirs.file:
            yield f"{key} is in {theirs.file}, not in {ours.file}"
        if ours.attributes != theirs.attributes:
            yield f"{key} has other attributes: {_odd(ours.attributes, theirs.attributes)}"
        mine, other = variables(key, model), variables(key, found)
        if mine != other:
            yield f"{key} has other variables: {_odd(mine, other)}"


def variables(key: str, texts: dict[str, Text]) -> frozenset[str]:
    """The variables of a message and of those it refers to, which get the same values."""
    seen: set[str] = set()
    waiting, names = [key], set[str]()
    while waiting:
        one = waiting.pop()
        if one in texts and one not in seen:
            seen.add(one)
            names |= texts[one].variables
            waiting += texts[one].references
    return frozenset(names)


def _odd(ours: frozenset[str], theirs: frozenset[str]) -> str:
    return ", ".join(sorted(ours ^ theirs))


def _faults(locale: str, text: Text, found: dict[str, Text]) -> Iterator[str]:
    for reference in sorted(text.references - found.keys()):
        yield f"refers to {reference}, which does not exist"
    for pattern in text.patterns:
        if len(pattern) > LONGEST_PART:
            yield f"is longer than {LONGEST_PART} characters"
        yield from _tag_faults(pattern)
        yield from _script_faults(locale, pattern)


def _tag_faults(pattern: str) -> Iterator[str]:
    opened: list[str] = []
    for closing, tag, _ in _TAG.findall(pattern):
        if tag not in TAGS:
            yield f"<{tag}> is not one of Telegram's tags"
        elif not closing:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            yield f"</{tag}> closes nothing"
            return
    for tag in opened:
        yield f"<{tag}> is not closed"
    if re.search("[<>]", _TAG.sub("", pattern)):
        yield "has a < or > that belongs to no tag (write &lt; or &gt;)"


def _script_faults(locale: str, pattern: str) -> Iterator[str]:
    if locale == "zh-Hant":
        rest = _without(pattern, ALLOWED_IN_TRADITIONAL)
        converted = str(_converter().convert(rest))
        changed = [before for before, after in zip(rest, converted, strict=False) if before != after]
        if rest != converted:
            yield f"is not traditional (see tests.make_traditional): {''.join(changed)}"
    elif locale == "en":
        chinese = "".join(_CHINESE.findall(_without(pattern, ALLOWED_IN_ENGLISH)))
        if chinese:
            yield f"has Chinese in it: {chinese}"


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2hk")


def _code_faults(model: dict[str, Text], uses: Uses) -> Iterator[str]:
    for key in sorted(uses.expected - model.keys()):
        yield f"no message {key}"
    for use in uses.keys:
        key, _, attribute = use.key.partition(".")
        if key not in model or (attribute and attribute not in model[key].attributes):
            yield f"{use.where}: no message {use.key}"
        elif use.variables is not None:
            for name in sorted(variables(key, model) - use.variables):
                yield f"{use.where}: {key} needs ${name}"
    referred = frozenset().union(*(text.references for text in model.values())) if model else frozenset()
    for key, text in model.items():
        if key not in referred and not _is_used(key, uses.literals):
            yield f"{text.file}: {key} is used nowhere"


def _is_used(key: str, literals: set[str]) -> bool:
    for prefix in SUFFIXED:
        if key.startswith(prefix):
            return key.removeprefix(prefix) in literals
    return key in literals or key.startswith(DYNAMIC)


def code_uses() -> Uses:
    """All uses in the code, and the keys that it puts together from values known here."""
    uses = collect(CODE)
    uses.expected.update(f"roster-column-{column}" for column in HEADERS)
    uses.expected.update({"roster-problem-sector-unknown", "roster-problem-office-unknown"})
    uses.expected.update(f"sector-{sector}" for sector in Sector)
    uses.expected.update(f"office-{office}" for office in Office)
    return uses


def main() -> int:
    problems = check(ROOT / "locales", code_uses())
    for line in problems:
        print(line)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
