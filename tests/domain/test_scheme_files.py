"""Scheme files: the built-in ones are right, a new one needs no code, a wrong one is named clearly."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scheme_files import LANGUAGES, SchemeFileError, load_schemes
from bot.domain.service import ServiceCategory
from bot.domain.stars import Basis, Period, Unit, rate
from bot.errors import SettingsError
from bot.i18n import LOCALES
from tests.domain.records import unhurried

GOOD = """
[title]
zh-Hans = "巡逻之星"
zh-Hant = "巡邏之星"
en = "Patrol stars"

[description]
zh-Hans = "按巡逻次数评星。"
zh-Hant = "按巡邏次數評星。"
en = "Stars for patrols."

[[version]]
from_year = 2024
source = "our own meeting of March 2024"
basis = "services"
period = "year"
thresholds = [2, 4, 6]

[[version]]
from_year = 2026
source = "our own meeting of January 2026"
basis = "hours"
period = "lifetime"
thresholds = [10, 20]
categories = ["safety", "emergency"]
minimum_minutes = 60
services_per_day = 2
"""

TOPICS = """
[title]
zh-Hans = "三星"
zh-Hant = "三星"
en = "Three stars"

[description]
zh-Hans = "两个方面。"
zh-Hant = "兩個方面。"
en = "Two topics."

[[version]]
from_year = 2026
source = "test"
basis = "topics"
period = "year"
thresholds = [1, 2]

[[version.topic]]
key = "study"
zh-Hans = "学习"
zh-Hant = "學習"
en = "Study"

[[version.topic]]
key = "unity"
zh-Hans = "团结"
zh-Hant = "團結"
en = "Unity"
"""


def load(directory: Path, text: str | bytes, name: str = "patrol.toml"):
    (directory / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_schemes(directory)


def test_the_built_in_schemes() -> None:
    schemes = load_schemes()
    table = {
        key: (version.basis, version.period, version.thresholds)
        for key, scheme in schemes.items()
        for version in [scheme.version_for(2026)]
    }
    assert table == {
        "village-service-stars": (Basis.SERVICES, Period.YEAR, (5, 10, 15, 20, 25)),
        "volunteer-hours": (Basis.HOURS, Period.YEAR, (480, 600, 900, 1200, 1500)),
        "registered-volunteer": (Basis.HOURS, Period.LIFETIME, (6000, 18000, 36000, 60000, 90000)),
        "ten-star": (Basis.TOPICS, Period.YEAR, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    }
    assert len(schemes["ten-star"].version_for(2026).topics) == 10
    assert all(version.scheme == key for key, scheme in schemes.items() for version in scheme.versions)


def test_every_locale_has_the_words() -> None:
    assert LANGUAGES == LOCALES
    for scheme in load_schemes().values():
        topics = scheme.versions[-1].topics
        for locale in LOCALES:
            assert scheme.title(locale)
            assert scheme.description(locale)
            assert len({topic.title(locale) for topic in topics}) == len(topics)


def test_a_fifth_scheme_needs_no_code(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("not a scheme")
    schemes = load(tmp_path, GOOD)
    assert len(schemes) == 5
    patrol = schemes["patrol"]
    assert (patrol.title("en"), patrol.title("zh-Hant")) == ("Patrol stars", "巡邏之星")
    assert patrol.description("zh-Hans") == "按巡逻次数评星。"
    assert rate(patrol.version_for(2025), services=4, minutes=0).stars == 2
    later = patrol.version_for(2026)
    assert later.categories == {ServiceCategory.SAFETY, ServiceCategory.EMERGENCY}
    assert (later.minimum_minutes, later.services_per_day, later.plain) == (60, 2, False)
    assert rate(later, services=0, minutes=600).stars == 1
    assert rate(later, services=0, minutes=600).unit is Unit.MINUTES


def test_topics(tmp_path: Path) -> None:
    version = load(tmp_path, TOPICS)["patrol"].version_for(2026)
    assert [topic.title("en") for topic in version.topics] == ["Study", "Unity"]
    assert rate(version, services=0, minutes=0, topics=frozenset({"unity"})).stars == 1


def test_a_file_from_a_windows_editor(tmp_path: Path) -> None:
    assert "patrol" in load(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())


FIRST = "thresholds = [2, 4, 6]"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (FIRST, "thresholds = [2, 4, 4]", "version[1].thresholds: each must be higher"),
        (FIRST, "thresholds = [4, 2]", "version[1].thresholds: each must be higher"),
        (FIRST, "thresholds = []", "version[1].thresholds: 1 to 10"),
        (FIRST, "thresholds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", "version[1].thresholds: 1 to 10"),
        (FIRST, "thresholds = [0, 2]", "version[1].thresholds: whole numbers"),
        (FIRST, "thresholds = [2.5]", "version[1].thresholds: whole numbers"),
        (FIRST, "thresholds = [true, 2]", "version[1].thresholds: whole numbers"),
        (FIRST, 'thresholds = ["2"]', "version[1].thresholds: whole numbers"),
        (FIRST, "thresholds = 5", "version[1].thresholds: a list"),
        (FIRST, "", "version[1].thresholds: is missing"),
        (FIRST, FIRST + "\nthreshold = 3", "version[1].threshold: unknown key"),
        ("from_year = 2026", "from_year = 2024", "version: from_year must grow"),
        ("from_year = 2026", "from_year = 2023", "version: from_year must grow"),
        ("from_year = 2026", 'from_year = "2026"', "version[2].from_year: a whole number"),
        ("from_year = 2026", "from_year = 26", "version[2].from_year: a whole number"),
        ("from_year = 2026", "", "version[2].from_year: is missing"),
        ('source = "our own meeting of January 2026"', "", "version[2].source: is missing"),
        ('source = "our own meeting of January 2026"', 'source = " "', "version[2].source: a text"),
        ('basis = "hours"', 'basis = "points"', "version[2].basis: one of services, hours, topics"),
        ('basis = "hours"', "basis = []", "version[2].basis: one of"),
        ('period = "year"', 'period = "month"', "version[1].period: one of year, lifetime"),
        ('["safety", "emergency"]', '["safety", "snow"]', "version[2].categories: 'snow' is none of"),
        ('["safety", "emergency"]', "[[1]]", "version[2].categories: [1] is none of"),
        ('["safety", "emergency"]', "[]", "version[2].categories: name at least one"),
        ('["safety", "emergency"]', '["safety", "safety"]', "version[2].categories: name at least one"),
        ("minimum_minutes = 60", "minimum_minutes = 45", "version[2].minimum_minutes: services are"),
        ("minimum_minutes = 60", "minimum_minutes = 0", "version[2].minimum_minutes: a whole number"),
        ("services_per_day = 2", "services_per_day = 0", "version[2].services_per_day: a whole"),
        ("services_per_day = 2", "services_per_day = true", "version[2].services_per_day: a whole"),
        ('en = "Patrol stars"', "", "title.en: is missing"),
        ('en = "Patrol stars"', 'en = ""', "title.en: a text of 1 to 60"),
        ('en = "Patrol stars"', f'en = "{"x" * 61}"', "title.en: a text of 1 to 60"),
        ('en = "Patrol stars"', "en = 5", "title.en: a text of 1 to 60"),
        ('en = "Patrol stars"', 'en = "Patrol stars"\nde = "Streife"', "title.de: unknown key"),
        ("[description]", "[descriptions]", "description: is missing"),
        ("[title]", 'key = "patrol"\n[title]', "key: unknown key"),
        ("[title]", "colour = 1\n[title]", "colour: unknown key"),
        ("[title]", "[title", "cannot be read"),
        (GOOD[GOOD.index("[[version]]") :], "", "version: at least one"),
        (GOOD[GOOD.index("[[version]]") :], "[version]\nfrom_year = 2026", "version: tables [[version]]"),
        (FIRST, FIRST + '\n[[version.topic]]\nkey = "a"\nzh-Hans = "甲"\nzh-Hant = "甲"\nen = "A"',
         'version[1].topic: only a version with basis = "topics"'),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(SchemeFileError) as caught:
        load(tmp_path, GOOD.replace(old, new, 1))
    text = str(caught.value)
    assert text.startswith(f"{tmp_path / 'patrol.toml'}: {complaint}")
    assert "\n" not in text


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[1, 2]", "[1, 3]", "version[1].thresholds: there are only 2 topics"),
        ("[1, 2]", "[1, 2]\nservices_per_day = 1", "version[1].basis: stars from topics count no services"),
        ('"year"', '"lifetime"', "version[1].period: stars from topics are given for a year"),
        ('"unity"', '"study"', "version[1].topic: two topics have the same key"),
        ('"unity"', '"Unity!"', "version[1].topic[2].key: small letters"),
        ('en = "Unity"', "", "version[1].topic[2].en: is missing"),
        ('en = "Unity"', 'en = "Unity"\nstars = 2', "version[1].topic[2].stars: unknown key"),
    ],
)
def test_wrong_topics(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert TOPICS.count(old) == 1
    with pytest.raises(SchemeFileError) as caught:
        load(tmp_path, TOPICS.replace(old, new))
    assert str(caught.value).startswith(f"{tmp_path / 'patrol.toml'}: {complaint}")


@pytest.mark.parametrize(
    "name", ["Patrol.toml", "巡逻.toml", "a b.toml", "-a.toml", f"{'a' * 41}.toml", ".toml"]
)
def test_a_name_that_cannot_be_a_key(tmp_path: Path, name: str) -> None:
    with pytest.raises(SchemeFileError, match="small letters, digits and hyphens"):
        load(tmp_path, GOOD, name)


def test_a_built_in_scheme_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(SchemeFileError, match=r"ten-star\.toml: there is already a scheme"):
        load(tmp_path, GOOD, "ten-star.toml")


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SchemeFileError, match="not a directory"):
        load_schemes(tmp_path / "nowhere")
    with pytest.raises(SchemeFileError, match=r"patrol\.toml: cannot be read"):
        load(tmp_path, GOOD.encode("gb18030"))
    (tmp_path / "patrol.toml").unlink()
    (tmp_path / "patrol.toml").mkdir()
    with pytest.raises(SchemeFileError, match=r"patrol\.toml: cannot be read"):
        load_schemes(tmp_path)


def test_the_operator_hears_of_it_as_of_a_setting() -> None:
    assert issubclass(SchemeFileError, SettingsError)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("schemes")


@unhurried
@given(st.data())
def test_a_damaged_file_is_right_or_refused_clearly(directory: Path, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([GOOD, TOPICS]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    put = data.draw(
        st.sampled_from(["", "[", "]", '"', "=", "1", "true", "{}", "a = 1", "\n", "\x00", "1979-05-27"])
    )
    (directory / "patrol.toml").write_text(text[:start] + put + text[end:])
    try:
        scheme = load_schemes(directory)["patrol"]
    except SchemeFileError as error:
        complaint = str(error)
    else:
        complaint = None
        assert all(rate(v, services=0, minutes=0).stars == 0 for v in scheme.versions)
    assert complaint is None or "patrol.toml: " in complaint
