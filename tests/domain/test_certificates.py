"""Codes that are read from paper, and names as strangers see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.certificates import (
    ALPHABET,
    LENGTH,
    REASONS,
    REPLACED,
    chosen_reason,
    clean_code,
    is_code,
    mask_name,
    new_code,
    reason_value,
    shown,
    surely_means_code,
)
from bot.domain.messages import Term
from bot.errors import UserError

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


@given(CODES, st.sampled_from(["-", " ", "", " - ", "—", "－"]), st.booleans(), st.booleans())
def test_a_code_is_read_however_it_is_written(code: str, mark: str, lower: bool, misread: bool) -> None:
    written = f" {code[:5]}{mark}{code[5:]} "
    if misread:
        written = written.replace("1", "I").replace("0", "O")
    assert clean_code(written.lower() if lower else written) == code
    assert is_code(code)
    assert clean_code(shown(code)) == code
    assert surely_means_code(shown(code)) == (not code.isdecimal())


def test_codes_are_many_and_none_is_like_another() -> None:
    found = {new_code() for _ in range(2000)}
    assert len(found) == 2000
    assert all(is_code(one) for one in found)
    assert set("".join(found)) == set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "1234567890",
        "12345-67890",
        "ABCDEFGHJK",
        "HELLO WORLD",
        "昨天下午扫雪两小时了啊",
        "U2345-ABCDE",
        "A2345-ABCDEF",
    ],
)
def test_what_surely_means_no_code(text: str) -> None:
    assert not surely_means_code(text)


def test_names_as_strangers_see_them() -> None:
    masked = {
        "王桂兰": "王**",
        "张三": "张*",
        "欧阳修文": "欧***",
        "买买提·吐尔逊": "买**·***",
        "𬱖明": "𬱖*",
        "John Smith": "J*** *****",
        "王": "*",
        "": "",
    }
    assert {name: mask_name(name) for name in masked} == masked


@given(st.text(max_size=30))
def test_nothing_but_the_first_character_is_told(name: str) -> None:
    hidden = mask_name(name)
    assert len(hidden) == len(name.strip())
    assert not any(one.isalnum() for one in hidden[1:])


def test_reasons() -> None:
    assert reason_value(REPLACED) == Term("honours-why-replaced")
    assert [reason_value(chosen_reason(one)) for one in REASONS] == [
        Term(f"honours-why-{one}") for one in REASONS
    ]
    assert reason_value("名字写错") == "名字写错"
    with pytest.raises(UserError, match="button-broken"):
        chosen_reason("replaced")
