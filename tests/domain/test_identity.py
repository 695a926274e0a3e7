"""Identity-card numbers are seen however they are written; other numbers are not taken for them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decisions import typed_reason
from bot.domain.identity import has_identity_number
from bot.domain.service_draft import ServiceForm
from bot.errors import UserError

NUMBER = "110101199003071234"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f"身份证{NUMBER}",
        f"{NUMBER}abc",
        f"{NUMBER}张三",
        "11010119900307123X",
        "11010119900307123x5",
        "１１０１０１１９９００３０７１２３４",
        "110101 19900307 1234",
        "110101-19900307-123 x",
        "1101 0119 9003 0712 34",
        "1101\u200b01199003071234",
        "110101900307123",
        "110101 900307 123",
        f"13800000001 {NUMBER}",
        f"{NUMBER} 13800000001",
        f"昨天 2026-11-19 {NUMBER} 2小时",
    ],
)
def test_identity_numbers_are_seen(text: str) -> None:
    assert has_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "13800901212",
        "手机13800901212 2010年7月入党",
        "13800901212 13800901213",
        "+86 138 0090 1212 2010-07-01",
        "0531-88881234 2026-11-20",
        "订单202611201234567890",
        "订单880101199003071234",
        "账号6222021234567890123",
        "快递110101199013071234",
        "110101199002301234",
        f"{NUMBER}5",
        "今天9点到11点在东关社区扫雪2小时",
    ],
)
def test_other_numbers_are_not_taken_for_them(text: str) -> None:
    assert not has_identity_number(text)


@given(
    st.sampled_from(["110101", "370102", "659001", "820000"]),
    st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True),
    st.sampled_from(["", " ", "-", " - ", "\u00a0", "‐"]),
)
def test_every_region_and_birthday_is_seen(region: str, born: date, rest: str, gap: str) -> None:
    assert has_identity_number(f"他的号码{gap.join((region, f'{born:%Y%m%d}', rest))}是真的")


@given(st.text(alphabet="0123456789xX -１", max_size=400))
def test_any_text_is_judged(text: str) -> None:
    assert has_identity_number(text) in (True, False)


def test_neither_a_form_nor_a_reason_takes_one() -> None:
    form = ServiceForm((1,))
    for take in (form.saying, form.at_place, typed_reason):
        with pytest.raises(UserError, match="identity-number"):
            take(f"王奶奶（{NUMBER}）家")
