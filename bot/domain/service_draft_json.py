"""A service form as JSON and back: strict, so that a damaged draft is noticed and not half read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from bot.domain.messages import values_from_json, values_to_json
from bot.domain.service import Helped, ServiceCategory
from bot.domain.service_draft import Field, Remark, Returned, ServiceForm

T = TypeVar("T")

_KEYS = frozenset(one.name for one in fields(ServiceForm))


def form_to_json(form: ServiceForm) -> dict[str, Any]:
    """A JSON object that ``form_from_json`` reads back to the same form."""
    data: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(form)}
    data["day"] = form.day.isoformat() if form.day else None
    for name in ("photos", "people", "offered", "submitted"):
        data[name] = list(data[name])
    for name in ("doubts", "notes"):
        data[name] = [_remark_to_json(one) for one in data[name]]
    if form.returned is not None:
        returned = form.returned
        data["returned"] = {
            "record_id": returned.record_id,
            "version": returned.version,
            "day": returned.day.isoformat(),
        }
    return data


def form_from_json(data: Mapping[str, Any]) -> ServiceForm:
    """The inverse of ``form_to_json``; ``ValueError`` for anything else."""
    if data.keys() != _KEYS:
        raise ValueError("not a service form: other keys")
    return ServiceForm(
        people=_several(data, "people", _whole),
        day=_maybe(data, "day", _day),
        start=_maybe(data, "start", _whole),
        minutes=_maybe(data, "minutes", _whole),
        place=_maybe(data, "place", _string),
        category=_maybe(data, "category", ServiceCategory),
        words=_maybe(data, "words", _string),
        helped=_maybe(data, "helped", Helped),
        helped_words=_maybe(data, "helped_words", _string),
        photos=_several(data, "photos", _string),
        offered=_several(data, "offered", _whole),
        doubts=_several(data, "doubts", _remark),
        notes=_several(data, "notes", _remark),
        returned=_maybe(data, "returned", _returned),
        album=_maybe(data, "album", _string),
        card=_maybe(data, "card", _whole),
        submitted=_several(data, "submitted", _whole),
    )


def _remark_to_json(remark: Remark) -> dict[str, Any]:
    return {"field": remark.field, "key": remark.key, "values": values_to_json(remark.values)}


def _remark(data: Any) -> Remark:
    match data:
        case {"field": None, "key": str(key), "values": dict(values)} if len(data) == 3:
            return Remark(None, key, values_from_json(values))
        case {"field": str(field), "key": str(key), "values": dict(values)} if len(data) == 3:
            return Remark(Field(field), key, values_from_json(values))
    raise ValueError("not a remark")


def _returned(data: Any) -> Returned:
    match data:
        case {"record_id": int(record_id), "version": int(version), "day": str(day)} if len(data) == 3:
            return Returned(record_id, version, date.fromisoformat(day))
    raise ValueError("not a returned record")


def _maybe(data: Mapping[str, Any], name: str, read: Callable[[Any], T]) -> T | None:
    return None if data[name] is None else read(data[name])


def _several(data: Mapping[str, Any], name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    if not isinstance(data[name], list):
        raise ValueError(f"{name} is not a list")  # noqa: TRY004 -- bad data, not a bad call
    return tuple(read(one) for one in data[name])


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")  # noqa: TRY004 -- bad data, not a bad call
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a whole number")  # noqa: TRY004 -- bad data, not a bad call
    return value


def _day(value: Any) -> date:
    return date.fromisoformat(_string(value))
