"""Phone numbers as others see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import mask_phone
from tests.domain.records import unhurried


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800001234", "138******34"),
        ("+8613800001234", "+86*********34"),
        ("86412345", "864***45"),
        ("1234567", "*******"),
        ("12345", "*****"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_a_masked_phone(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@unhurried
@given(st.text("0123456789+", max_size=20))
def test_a_mask_keeps_the_length_and_hides_at_least_three(phone: str) -> None:
    masked = mask_phone(phone)
    assert len(masked) == len(phone)
    assert masked.count("*") >= min(3, len(phone))
    assert all(seen in ("*", digit) for seen, digit in zip(masked, phone, strict=True))
