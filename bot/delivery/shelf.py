"""What the pushes under way say: read once, and put into words once for each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.delivery.calls import Call, call_for
from bot.delivery.keeper import Keeper
from bot.domain.putting_off import with_later
from bot.i18n import Texts
from bot.logs import get_logger
from storage import deliveries
from storage.deliveries import Delivery, Parcel

log = get_logger(__name__)


@dataclass(slots=True)
class _Place:
    """One push: by how many deliveries it is needed, and its call by locale, for a person or a group.

    None: it cannot be said.
    """

    needed: int = 0
    parcel: Parcel | None = None
    calls: dict[tuple[str | None, bool], Call | None] = field(default_factory=dict)


class Shelf:
    """Holds a push from the first delivery under way that needs it to the last."""

    def __init__(self, keeper: Keeper, texts: Texts) -> None:
        self._keeper = keeper
        self._texts = texts
        self._places: dict[int, _Place] = {}

    def hold(self, push_id: int) -> None:
        """A delivery of this push is under way."""
        self._places.setdefault(push_id, _Place()).needed += 1

    def let_go(self, push_id: int) -> None:
        """A delivery of this push is under way no more."""
        place = self._places[push_id]
        place.needed -= 1
        if not place.needed:
            del self._places[push_id]

    @property
    def known(self) -> frozenset[int]:
        """The pushes that need not be read."""
        return frozenset(push_id for push_id, place in self._places.items() if place.parcel is not None)

    def put(self, parcels: Mapping[int, Parcel]) -> None:
        """Keep what was read, as far as it is needed."""
        for push_id, parcel in parcels.items():
            if (place := self._places.get(push_id)) is not None:
                place.parcel = parcel
                place.calls.clear()

    async def reload(self, push_id: int) -> None:
        """Read a push (again); returns once the database has answered."""
        self.put(await self._keeper.write(deliveries.parcels, [push_id]))

    async def sheet(self, delivery: Delivery) -> tuple[Parcel, Call] | None:
        """What this delivery says, and the call that says it; ``None`` when nothing can."""
        place = self._places[delivery.push_id]
        if place.parcel is None:
            await self.reload(delivery.push_id)
            if place.parcel is None:
                return None
        reader = delivery.locale, delivery.chat_id < 0
        if reader not in place.calls:
            place.calls[reader] = self._call(delivery, place.parcel)
        call = place.calls[reader]
        return None if call is None else (place.parcel, call)

    def _call(self, delivery: Delivery, parcel: Parcel) -> Call | None:
        try:
            said = parcel.push()
            if delivery.chat_id > 0:
                said = replace(said, message=with_later(said.message, said, parcel.push_id))
            return call_for(self._texts, delivery.locale, said)
        except Exception as error:  # whatever is wrong with the content, it is wrong for good
            log.error("push-unreadable", push=delivery.push_id, error=type(error).__name__)
            return None
