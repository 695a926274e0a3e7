"""Raw JSON: which chat an update belongs to, and keeping it whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.receiving.updates import NO_CHAT, UnreadableError, chat_key, loads, received, salvaged

BIG = 2**70

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-BIG, BIG) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["message", "callback_query", "chat", "from", "user", "id", "update_id", "voter_chat"])
HOSTILE = st.recursive(JSON, lambda inner: st.dictionaries(KEYS, inner, max_size=4), max_leaves=20)


@pytest.mark.parametrize(
    ("update", "key"),
    [
        ({"message": {"chat": {"id": -100}, "from": {"id": 7}}}, -100),
        ({"edited_message": {"chat": {"id": 7}}}, 7),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}, -5),
        ({"callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, 7),
        ({"inline_query": {"from": {"id": 7}}}, 7),
        ({"my_chat_member": {"chat": {"id": 7}, "from": {"id": 8}}}, 7),
        ({"poll_answer": {"user": {"id": 7}, "poll_id": "1"}}, 7),
        ({"poll_answer": {"voter_chat": {"id": -8}, "poll_id": "1"}}, -8),
        ({"poll": {"id": "12"}}, NO_CHAT),
        ({"message": {"chat": {"id": "7"}}}, NO_CHAT),
        ({"message": {"chat": {"id": BIG}, "from": {"id": 7}}}, 7),
        ({"message": {"chat": [1], "from": None}}, NO_CHAT),
        ({"message": []}, NO_CHAT),
        ({}, NO_CHAT),
    ],
)
def test_the_chat_whose_order_counts(update: dict[str, Any], key: int) -> None:
    assert chat_key({"update_id": 1, **update}) == key


@given(st.dictionaries(st.text() | KEYS, HOSTILE), st.integers(0, 2**62))
def test_whatever_an_update_holds_is_kept(content: dict[str, Any], update_id: int) -> None:
    update = {**content, "update_id": update_id}
    row = received(update)
    assert row is not None
    assert row.update_id == update_id
    assert -(2**63) < row.chat_key < 2**63
    assert "\0" not in row.payload
    kept = loads(row.payload)
    assert kept.keys() == update.keys()


@given(HOSTILE)
def test_what_is_no_update_is_not_kept(element: object) -> None:
    row = received(element)
    if row is not None:
        assert isinstance(element, dict)
        assert row.update_id == element["update_id"]


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\ud83d x"', "1" * 40, '"tab\there"', '"\\u0000"'])
def test_odd_json_is_kept_as_it_was(text: str) -> None:
    element = loads(f'{{"update_id":1,"message":{{"text":{text}}}}}'.encode())
    row = received(element)
    assert row is not None
    row.payload.encode()  # a lone surrogate as such could not be stored
    assert repr(loads(row.payload)) == repr(element)


def test_an_update_nested_beyond_writing_keeps_its_id() -> None:
    inner: Any = 1
    for _ in range(100_000):
        inner = [inner]
    row = received({"update_id": 5, "message": inner})
    assert row is not None
    assert row.update_id == 5


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"<html>"])
def test_what_nobody_can_read_is_said_so(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        loads(raw)


def test_unreadable_text_is_kept_under_the_id_it_shows() -> None:
    row = salvaged(b'{"update_id": 77,"message":\0\xff')
    assert row is not None
    assert (row.update_id, row.chat_key) == (77, NO_CHAT)
    assert "\0" not in row.payload
    assert salvaged(b'{"message":1}') is None
    assert salvaged(b'{"update_id":9999999999999999999999}') is None
