import csv
import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.office.invites import InviteRow, write_invites

ROW = InviteRow("张三", "东关党支部", "https://t.me/bot?start=abc", "abc")


def test_the_contract() -> None:
    assert write_invites([ROW]).decode() == (
        "姓名,支部,邀请链接,邀请码\n张三,东关党支部,https://t.me/bot?start=abc,abc\n"
    )


def test_a_byte_order_mark_for_spreadsheets() -> None:
    assert write_invites([], bom=True).startswith(b"\xef\xbb\xbf")
    assert not write_invites([]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formulas_are_made_harmless(start: str) -> None:
    (_, row) = csv.reader(
        io.StringIO(write_invites([InviteRow(f"{start}1", "x", "x", "x")]).decode(), newline="")
    )
    assert row[0] == f"'{' ' if start.isspace() else start}1"


@given(*[st.text(st.characters(exclude_categories=["Cs"]))] * 2)
def test_what_is_written_is_read_back(name: str, branch: str) -> None:
    name, branch = (re.sub("[\x00\t\r\n]", " ", one) for one in (name, branch))
    data = write_invites([InviteRow(name, branch, "link", "code")]).decode()
    (_, row) = csv.reader(io.StringIO(data, newline=""))
    assert [row[0].removeprefix("'"), row[1].removeprefix("'")] == [
        name.removeprefix("'"),
        branch.removeprefix("'"),
    ]


def test_another_format_is_refused() -> None:
    wrong: Any = "pdf"
    with pytest.raises(ValueError, match="pdf"):
        write_invites([ROW], format=wrong)
