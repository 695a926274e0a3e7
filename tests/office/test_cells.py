from collections.abc import Callable
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import MemberCategory, MemberKind, Office, Sector
from bot.office import cells
from bot.office.cells import CellProblem
from bot.office.sheets import Cell


def _problem(read: Callable[[Cell], object], cell: Cell) -> str:
    with pytest.raises(CellProblem) as caught:
        read(cell)
    return caught.value.key


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张三", "张三"),
        (" 张 三 ", "张三"),
        ("张　三", "张三"),
        ("张\n三", "张三"),
        ("𬱖芳", "𬱖芳"),
        ("李㛃", "李㛃"),
        ("王𠮷𪚥", "王𠮷𪚥"),
        ("陈\U00031350\U0002ebf0", "陈\U00031350\U0002ebf0"),  # extensions H and I
        ("葛\U000e0100平", "葛\U000e0100平"),  # a variant the writer chose
        ("林\uf9dc", "林\uf9dc"),  # a compatibility character that NFC would replace
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提 ． 吐尔逊", "买买提·吐尔逊"),
        ("阿卜杜热合曼·阿卜力米提·托合提", "阿卜杜热合曼·阿卜力米提·托合提"),
        ("John  Smith", "John Smith"),
        ("Mary O'Neill-Li", "Mary O'Neill-Li"),
        ("欧阳\u200b娜娜", "欧阳娜娜"),
        ("O" * 30, "O" * 30),
    ],
)
def test_names(cell: Cell, name: str) -> None:
    assert cells.read_name(cell) == name


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("", "name-missing"),
        ("  ", "name-missing"),
        ("张", "name-length"),
        ("张" * 31, "name-length"),
        ("=cmd|'/c calc'!A1", "formula"),
        ("＝HYPERLINK(1)", "formula"),
        ("+张三", "formula"),
        ("-张三", "formula"),
        ("@SUM(A1)", "formula"),
        ("张\x07三", "control-character"),
        ("张\x1c三", "control-character"),
        ("张\u202e三", "control-character"),
        ("张\x00三", "control-character"),
        ("张三2", "name-character"),
        ("张三（大）", "name-character"),
        ("张\ufffd", "name-character"),
        ("张\ue863", "name-character"),
        ("张□", "name-character"),
        ("张?", "name-character"),
        ("·张三", "name-character"),
        ("<b>张三</b>", "name-character"),
        (123456.0, "name-character"),
    ],
)
def test_names_that_are_refused(cell: Cell, key: str) -> None:
    assert _problem(cells.read_name, cell) == key


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2010-07-01", date(2010, 7, 1)),
        ("2010/7/1", date(2010, 7, 1)),
        ("2010.7.1", date(2010, 7, 1)),
        ("2010. 07. 01", date(2010, 7, 1)),
        ("2010年7月1日", date(2010, 7, 1)),
        ("2010年07月", date(2010, 7, 1)),
        ("2010 年 7 月 1 日", date(2010, 7, 1)),
        ("２０１０年７月１日", date(2010, 7, 1)),
        ("20100701", date(2010, 7, 1)),
        (20100701.0, date(2010, 7, 1)),
        ("201007", date(2010, 7, 1)),
        ("2010.07", date(2010, 7, 1)),
        (2010.07, date(2010, 7, 1)),
        (2010.7, date(2010, 7, 1)),
        (2010.11, date(2010, 11, 1)),
        ("2010-07-01 00:00:00", date(2010, 7, 1)),
        ("2010-07-01T00:00:00", date(2010, 7, 1)),
        (date(2010, 7, 1), date(2010, 7, 1)),
        (40360.0, date(2010, 7, 1)),
        ("40360", date(2010, 7, 1)),
        ("1921-07-01", date(1921, 7, 1)),
        ("", None),
        ("无", None),
        ("—", None),
    ],
)
def test_dates(cell: Cell, day: date | None) -> None:
    assert cells.read_date(cell) == day


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("2010.1", "date-unclear"),
        (2010.1, "date-unclear"),
        ("2010", "date-unclear"),
        (2010.0, "date-unclear"),
        ("10-07-01", "date-unclear"),
        ("07/01/2010", "date-unclear"),
        ("七月一日", "date-unclear"),
        ("去年", "date-unclear"),
        (2010.0701, "date-unclear"),
        (float("nan"), "date-unclear"),
        (float("inf"), "date-unclear"),
        (1e300, "date-unclear"),
        (time(3, 4), "date-unclear"),
        ("2010-02-30", "date-impossible"),
        ("2010-13-01", "date-impossible"),
        ("2010-00-01", "date-impossible"),
        ("1921-06-30", "date-impossible"),
        ("1900-01-01", "date-impossible"),
        (date(1905, 7, 2), "date-impossible"),
        (99999.0, "date-impossible"),
        ("2026-11-21", "date-future"),
    ],
)
def test_dates_that_are_refused(cell: Cell, key: str) -> None:
    assert _problem(lambda one: cells.read_date(one, today=date(2026, 11, 20)), cell) == key


@given(st.dates(date(1921, 7, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_day_means_that_day(day: date) -> None:
    for form in ("{0}-{1}-{2}", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日"):
        assert cells.read_date(form.format(day.year, day.month, day.day)) == day
    assert cells.read_date(f"{day:%Y%m%d}") == day
    assert cells.read_date(float((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    "cell",
    [
        "13812345678",
        13812345678.0,
        13812345678,
        "138 1234 5678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "8613812345678",
        "008613812345678",
        "13812345678.0",
        "１３８１２３４５６７８",
    ],
)
def test_phones(cell: Cell) -> None:
    assert cells.read_phone(cell) == "13812345678"


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("1.38E+10", "phone-shortened"),
        ("1.38123E10", "phone-shortened"),
        ("1381234567", "phone-wrong"),
        ("138123456789", "phone-wrong"),
        ("12812345678", "phone-wrong"),
        ("0512-65431234", "phone-wrong"),
        ("13812345678/13912345678", "phone-wrong"),
        ("张三", "phone-wrong"),
        (13812345678.5, "phone-wrong"),
    ],
)
def test_phones_that_are_refused(cell: Cell, key: str) -> None:
    assert _problem(cells.read_phone, cell) == key


def test_a_shortened_number_in_a_spreadsheet_is_still_whole() -> None:
    assert cells.read_phone(1.38e10) == "13800000000"


@pytest.mark.parametrize(
    "cell",
    [
        "110101199003071234",
        "11010119900307123X",
        "11010119900307123x",
        "身份证：110101199003071234。",
        "110101 19900307 1234",
        "110101-19900307-1234",
        "１１０１０１１９９００３０７１２３４",
        1.10101199003071e17,
        110101199003071234,
    ],
)
def test_identity_numbers_are_seen(cell: Cell) -> None:
    assert cells.has_identity_number(cell)


@pytest.mark.parametrize(
    "cell", ["13812345678", 13812345678.0, "1101011990030712345", "张三", True, date(2010, 1, 1), ""]
)
def test_other_cells_are_not_taken_for_identity_numbers(cell: Cell) -> None:
    assert not cells.has_identity_number(cell)


@pytest.mark.parametrize(
    ("cell", "kind", "category"),
    [
        ("", None, None),
        ("正式党员", MemberKind.FULL, None),
        ("预备", MemberKind.PROBATIONARY, None),
        ("预备党员、流动党员", MemberKind.PROBATIONARY, MemberCategory.MOBILE),
        ("正式/困难", MemberKind.FULL, MemberCategory.IN_DIFFICULTY),
        ("无职党员", None, MemberCategory.NO_POST),
        ("老党员", None, MemberCategory.ELDERLY),
        ("能人", None, MemberCategory.ABLE),
        ("Probationary, in difficulty", MemberKind.PROBATIONARY, MemberCategory.IN_DIFFICULTY),
        ("普通党员", None, None),
    ],
)
def test_kind_and_category(cell: str, kind: MemberKind | None, category: MemberCategory | None) -> None:
    assert cells.read_kind_and_category(cell) == (kind, category)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("正式、预备", "category-several"),
        ("流动党员、困难党员", "category-several"),
        ("积极分子", "category-unknown"),
    ],
)
def test_categories_that_are_refused(cell: str, key: str) -> None:
    assert _problem(cells.read_kind_and_category, cell) == key


@pytest.mark.parametrize(
    ("cell", "office"),
    [
        ("", None),
        ("无", None),
        ("党员", None),
        ("支部书记", Office.SECRETARY),
        ("党支部副书记", Office.DEPUTY),
        ("组织委员、宣传委员", Office.COMMITTEE_MEMBER),
        ("党小组组长", Office.GROUP_LEADER),
        ("Group leader", Office.GROUP_LEADER),
        ("committee_member", Office.COMMITTEE_MEMBER),
        ("联系点领导", Office.CONTACT_LEADER),
        ("committee administrator", Office.COMMITTEE_ADMINISTRATOR),
    ],
)
def test_offices(cell: str, office: Office | None) -> None:
    assert cells.read_office(cell) == office


def test_offices_that_are_refused() -> None:
    assert _problem(cells.read_office, "组织委员兼党小组长") == "office-several"
    assert _problem(cells.read_office, "村主任") == "office-unknown"


@pytest.mark.parametrize("sector", Sector)
def test_sectors_by_their_own_name(sector: Sector) -> None:
    assert cells.read_sector(sector.value) == sector
    assert cells.read_sector(sector.value.replace("-", "_").upper()) == sector


def test_sectors() -> None:
    assert cells.read_sector("农 村") == Sector.RURAL
    assert cells.read_sector("机关事业单位") == Sector.AGENCY
    assert cells.read_sector("两新组织") == Sector.NEW_ORGANISATION
    assert cells.read_sector("") is None
    assert _problem(cells.read_sector, "火星") == "sector-unknown"


def test_labels_and_skills() -> None:
    assert cells.read_label("东 关 第 1 支部", 60) == "东关第 1 支部"
    assert cells.read_label(3.0, 60) == "3"
    assert cells.read_label(" - ", 60) is None
    assert _problem(lambda one: cells.read_label(one, 60), "=A1") == "formula"
    assert _problem(lambda one: cells.read_label(one, 60), "东" * 61) == "too-long"
    assert cells.read_skills("=理发、维修") == "=理发、维修"
    assert cells.read_skills("无") is None
    assert _problem(cells.read_skills, "修" * 201) == "too-long"


ANY_CELL = st.one_of(
    st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.times(), st.timedeltas()
)
READERS: list[Callable[[Cell], object]] = [
    cells.has_identity_number,
    cells.read_name,
    lambda cell: cells.read_label(cell, 60),
    cells.read_sector,
    cells.read_kind_and_category,
    cells.read_office,
    cells.read_date,
    cells.read_phone,
    cells.read_skills,
]


@given(ANY_CELL)
def test_any_cell_is_read_or_is_a_problem(cell: Cell) -> None:
    for read in READERS:
        with suppress(CellProblem):
            read(cell)
