from datetime import date
from typing import Any

import pytest

from bot.domain.people import MemberCategory, MemberKind, Office, Sector
from bot.errors import UserError
from bot.office.roster import RosterRow, RowProblem, read_roster
from tests.office.files import HEADER, csv_file, xlsx_file

ZHANG = (
    "张三",
    "东关党支部",
    "社区",
    "一组",
    "预备党员、流动党员",
    "委员",
    "2010-07-01",
    "13812345678",
    "理发",
)
ZHANG_ROW = RosterRow(
    number=2,
    name="张三",
    branch="东关党支部",
    sector=Sector.COMMUNITY,
    group="一组",
    category=MemberCategory.MOBILE,
    kind=MemberKind.PROBATIONARY,
    office=Office.COMMITTEE_MEMBER,
    joined_on=date(2010, 7, 1),
    phone="13812345678",
    skills="理发",
)


def _error(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        read_roster(data, "x")
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    found = read_roster(csv_file(ZHANG, encoding=encoding, delimiter=delimiter), "名单.csv")
    assert found.rows == (ZHANG_ROW,)
    assert found.problems == ()


def test_xlsx() -> None:
    found = read_roster(xlsx_file(ZHANG), "名单.xlsx")
    assert found.rows == (ZHANG_ROW,)
    assert found.problems == ()


def test_the_name_of_the_file_does_not_matter() -> None:
    assert read_roster(xlsx_file(ZHANG), "名单.csv").rows == (ZHANG_ROW,)
    assert read_roster(csv_file(ZHANG), "名单.xls").rows == (ZHANG_ROW,)


def test_xlsx_with_real_dates_and_numbers() -> None:
    def change(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy年m月d日"})
        sheet.write_datetime(1, 2, date(2010, 7, 1), day)
        sheet.write_number(1, 3, 13812345678)

    data = xlsx_file(("张三", "东关"), header=("姓名", "支部", "入党时间", "手机"), change=change)
    (row,) = read_roster(data).rows
    assert (row.joined_on, row.phone) == (date(2010, 7, 1), "13812345678")


def test_only_name_and_branch_are_required() -> None:
    assert read_roster(csv_file(("张三", "东关"), header=("姓名", "支部"))).rows == (
        RosterRow(number=2, name="张三", branch="东关"),
    )


@pytest.mark.parametrize(
    "header",
    [
        ("姓名", "支部"),
        ("姓 名", "所在党支部"),
        ("*姓名（必填）", "支部名称："),
        ("Name", "BRANCH"),
        ("Full name", "party_branch"),
    ],
)
def test_header_names(header: tuple[str, str]) -> None:
    assert read_roster(csv_file(("张三", "东关"), header=header)).rows[0].branch == "东关"


def test_all_english_header() -> None:
    header = ("name", "branch", "sector", "group", "category", "office", "joined", "phone", "skills")
    row = ("张三", "East", "rural", "1", "probationary", "group leader", "2010-07-01", "13812345678", "x")
    (found,) = read_roster(csv_file(row, header=header)).rows
    assert (found.sector, found.kind, found.office) == (
        Sector.RURAL,
        MemberKind.PROBATIONARY,
        Office.GROUP_LEADER,
    )


def test_columns_in_any_order_with_unknown_ones_between() -> None:
    data = csv_file(("1", "东关", "男", "张三"), header=("序号", "支部", "性别", "姓名"))
    assert read_roster(data).rows == (RosterRow(number=2, name="张三", branch="东关"),)


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_titles_above_the_header_and_blank_rows_below(make: Any) -> None:
    data = make(
        ("填表时间：2026年11月",),
        (),
        ("姓名", "支部"),
        ("张三", "东关"),
        (),
        ("", "  "),
        ("李四", "东关"),
        header=("东关社区党员花名册",),
    )
    assert [(row.number, row.name) for row in read_roster(data).rows] == [(5, "张三"), (8, "李四")]


def test_a_table_that_does_not_begin_in_the_corner() -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet.write_row(3, 2, ("姓名", "支部"))
        sheet.write_row(4, 2, ("张三", "东关"))

    assert read_roster(xlsx_file(header=None, change=change)).rows == (
        RosterRow(number=5, name="张三", branch="东关"),
    )


def test_a_header_below_the_tenth_row_is_not_looked_for() -> None:
    notes = [(f"第{n}条",) for n in range(9)]
    assert read_roster(csv_file(*notes[:8], HEADER, ZHANG, header=("说明",))).rows[0].name == "张三"
    assert _error(csv_file(*notes, HEADER, ZHANG, header=("说明",))).key == "roster-header-missing"


def test_rows_numbered_in_advance_and_repeated_headers_are_passed_over() -> None:
    header = ("序号", "姓名", "支部")
    data = csv_file(("1", "张三", "东关"), header, ("2", "李四", "东关"), ("3", "", ""), header=header)
    found = read_roster(data)
    assert [row.number for row in found.rows] == [2, 4]
    assert found.problems == ()


def test_the_better_of_two_phone_columns_is_read() -> None:
    data = csv_file(
        ("张三", "东关", "0512-65431234", "13812345678"), header=("姓名", "支部", "联系电话", "手机号")
    )
    assert read_roster(data).rows[0].phone == "13812345678"


def test_a_column_that_stands_twice_is_refused() -> None:
    assert (
        _error(csv_file(("张三", "东关", "李四"), header=("姓名", "支部", "姓名"))).key
        == "roster-column-twice"
    )


def test_kind_and_category_in_two_columns() -> None:
    header = ("姓名", "支部", "党员类别", "党员分类")
    found = read_roster(csv_file(("张三", "东关", "预备党员", "流动党员"), header=header))
    assert (found.rows[0].kind, found.rows[0].category) == (MemberKind.PROBATIONARY, MemberCategory.MOBILE)
    found = read_roster(csv_file(("张三", "东关", "流动党员", "困难党员"), header=header))
    assert found.problems == (RowProblem(2, "category", "category-several", ""),)


def test_the_columns_that_a_file_has_are_known() -> None:
    header = ("姓名", "支部", "分类", "备注")
    found = read_roster(csv_file(("张三", "东关", "流动", ""), header=header))
    assert found.columns == {"name", "branch", "category"}
    found = read_roster(csv_file(("张三", "东关", "正式、流动", ""), header=header))
    assert found.columns == {"name", "branch", "category", "kind"}
    assert read_roster(csv_file(ZHANG)).columns >= {"kind", "office", "joined-on"}


# Merged cells


def _merged(*blocks: tuple[int, int, int, int, str]) -> bytes:
    def change(_: Any, sheet: Any) -> None:
        for block in blocks:
            sheet.merge_range(*block)

    return xlsx_file(
        ("张三", "", "", "13812345678"),
        ("李四", "", "", ""),
        ("", "", "", ""),
        ("王五", "", "", ""),
        header=("姓名", "支部", "小组", "手机号"),
        change=change,
    )


def test_a_merged_branch_is_carried_down_and_merged_blank_rows_are_skipped() -> None:
    found = read_roster(_merged((1, 1, 4, 1, "东关"), (1, 2, 2, 2, "一组")))
    assert [(row.number, row.name, row.branch, row.group) for row in found.rows] == [
        (2, "张三", "东关", "一组"),
        (3, "李四", "东关", "一组"),
        (5, "王五", "东关", None),
    ]
    assert found.problems == ()


def test_a_blank_branch_that_is_not_merged_is_a_problem() -> None:
    found = read_roster(_merged((1, 1, 2, 1, "东关")))
    assert [row.name for row in found.rows] == ["张三", "李四"]
    assert found.problems == (RowProblem(5, "branch", "branch-missing", ""),)


def test_a_phone_is_never_carried_down() -> None:
    found = read_roster(_merged((1, 1, 4, 1, "东关"), (1, 3, 4, 3, "13812345678")))
    assert [row.phone for row in found.rows] == ["13812345678", None, None]


def test_a_block_over_several_columns_carries_nothing() -> None:
    found = read_roster(_merged((1, 1, 4, 2, "东关")))
    assert {problem.key for problem in found.problems} == {"branch-missing"}


def test_a_blank_branch_in_csv_is_a_problem() -> None:
    found = read_roster(csv_file(("张三", "东关"), ("李四", ""), header=("姓名", "支部")))
    assert found.problems == (RowProblem(3, "branch", "branch-missing", ""),)


def test_a_title_merged_over_the_sheet_does_no_harm() -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 1, "花名册")
        sheet.write_row(1, 0, ("姓名", "支部"))
        sheet.write_row(2, 0, ("张三", "东关"))

    assert read_roster(xlsx_file(header=None, change=change)).rows[0].number == 3


# Problems


def test_every_problem_of_a_row_is_listed_with_its_number_and_column() -> None:
    bad = ("=张", "东关", "火星", "一组", "积极分子", "村长", "2010-13-01", "123", "修" * 201)
    found = read_roster(csv_file(ZHANG, bad))
    assert [row.name for row in found.rows] == ["张三"]
    assert {(problem.number, problem.column, problem.key) for problem in found.problems} == {
        (3, "name", "formula"),
        (3, "sector", "sector-unknown"),
        (3, "kind", "category-unknown"),
        (3, "office", "office-unknown"),
        (3, "joined-on", "date-impossible"),
        (3, "phone", "phone-wrong"),
        (3, "skills", "too-long"),
    }
    assert all(len(problem.value) <= 40 for problem in found.problems)


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
@pytest.mark.parametrize(
    "number",
    [
        "110101199003071234",
        "11010119900307123X",
        "号码 110101 19900307 1234",
        "110101199003071234张三",
        "110101199003071234a",
        "110101900307123",
    ],
)
def test_an_identity_number_anywhere_is_a_problem_and_is_never_echoed(make: Any, number: str) -> None:
    header = ("姓名", "支部", "备注")
    for at in range(3):
        row = ["张三", "东关", ""]
        row[at] = number
        found = read_roster(make(row, ("李四", "东关", ""), header=header))
        assert [one.name for one in found.rows] == ["李四"]
        assert found.problems == (RowProblem(2, None, "identity-number", ""),)
        assert "19900307" not in repr(found)


def test_an_identity_number_as_a_spreadsheet_number_is_seen_too() -> None:
    data = xlsx_file(("张三", "东关", 110101199003071234), header=("姓名", "支部", "身份证号"))
    assert read_roster(data).problems == (RowProblem(2, None, "identity-number", ""),)


def test_namesakes_need_a_phone_or_a_date_that_tells_them_apart() -> None:
    header = ("姓名", "支部", "手机号", "入党日期")
    data = csv_file(
        ("张伟", "东关", "13812345678", ""),
        ("张伟", "东关", "13912345678", ""),  # another phone
        ("张伟", "西关", "", ""),  # another branch
        ("李娜", "东关", "", "2001-07-01"),
        ("李娜", "东关", "", "2002-07-01"),  # another date
        ("王芳", "东关", "13812345678", ""),
        ("王芳", "东关", "", "2002-07-01"),  # nothing to compare
        ("赵敏", "东关", "", ""),
        ("赵 敏", "东 关", "", ""),  # the same but for spaces
        header=header,
    )
    found = read_roster(data)
    assert found.problems == (
        RowProblem(8, "name", "duplicate", "7"),
        RowProblem(10, "name", "duplicate", "9"),
    )
    assert len(found.rows) == 7


def test_a_formula_in_a_sheet_is_never_taken_for_a_name() -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet.write_formula(1, 0, '=HYPERLINK("http://x","张三")')
        sheet.write_string(2, 0, "=1+1")
        sheet.write_formula(3, 0, '="张"&"三"', None, "张三")  # its computed value is plain text

    rows = (("", "东关"),) * 3
    found = read_roster(xlsx_file(*rows, header=("姓名", "支部"), change=change))
    assert [(row.number, row.name) for row in found.rows] == [(4, "张三")]
    assert [(problem.number, problem.key) for problem in found.problems] == [
        (2, "name-length"),
        (3, "formula"),
    ]


def test_words_that_look_like_formulas_stay_text_where_they_may() -> None:
    header = ("姓名", "支部", "特长")
    found = read_roster(csv_file(("张三", "东关", "=SUM(1)"), ("李四", "东关", "-理发"), header=header))
    assert [row.skills for row in found.rows] == ["=SUM(1)", "-理发"]


def test_a_joining_date_in_the_future() -> None:
    data = csv_file(("张三", "东关", "2026-11-21"), header=("姓名", "支部", "入党日期"))
    assert read_roster(data).problems == ()
    assert read_roster(data, today=date(2026, 11, 20)).problems == (
        RowProblem(2, "joined-on", "date-future", "2026-11-21"),
    )


# Files that cannot be used at all


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "roster-file-empty"),
        (b" \r\n\t ", "roster-file-empty"),
        (b"\xef\xbb\xbf", "roster-header-missing"),
        (b"x" * 10_000_001, "roster-file-too-large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "roster-file-old-excel"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", "roster-file-unreadable"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "roster-file-unreadable"),
        (b"PK\x03\x04 and nothing more", "roster-file-unreadable"),
        ("<table><tr><td>姓名</td></tr></table>".encode(), "roster-header-missing"),
        ("随便写点,什么".encode(), "roster-header-missing"),
        ("姓名,电话\n张三,1".encode(), "roster-column-missing"),
        ("支部,电话\n东关,1".encode(), "roster-column-missing"),
        ("姓名,支部\n".encode(), "roster-no-rows"),
        ("姓名,支部\n,\n".encode(), "roster-no-rows"),
        ('姓名,支部\n张三,"东关\n李四,东关\n'.encode(), "roster-csv-broken"),
        ('姓名,支部\n"张"三,东关\n'.encode(), "roster-csv-broken"),
        ("姓名,支部\n张三,".encode() + b"x" * 200_000, "roster-csv-broken"),
    ],
)
def test_files_that_are_refused(data: bytes, key: str) -> None:
    assert _error(data).key == key


def test_the_wider_table_wins_and_hidden_sheets_do_not_count() -> None:
    def change(book: Any, sheet: Any) -> None:
        book.add_worksheet("说明").write_row(0, 0, ("请填写",))
        hidden = book.add_worksheet("旧")
        hidden.write_row(0, 0, ("姓名", "支部"))
        hidden.write_row(1, 0, ("李四", "西关"))
        hidden.hide()

    assert [row.name for row in read_roster(xlsx_file(ZHANG, change=change)).rows] == ["张三"]


def test_two_rosters_in_one_workbook_are_refused_rather_than_half_read() -> None:
    def change(book: Any, sheet: Any) -> None:
        book.add_worksheet("西关").write_row(0, 0, ("姓名", "支部"))

    error = _error(xlsx_file(ZHANG, change=change))
    assert error.key == "roster-several-sheets"
    assert "名单" in repr(error.values)
    assert "西关" in repr(error.values)
