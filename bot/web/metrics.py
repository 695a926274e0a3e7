"""The figures for Prometheus. They name nobody, but they are no business of strangers: the guide says how to
keep the address to oneself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

log = structlog.stdlib.get_logger(__name__)

Figures: TypeAlias = Callable[[], Awaitable[bytes]]

PATIENCE = 5.0  # seconds that the figures may take


def metrics_route(path: str, figures: Figures) -> Route:
    """The figures as text, or 503 when they cannot be had in time."""

    async def answer(request: Request) -> Response:
        try:
            async with asyncio.timeout(PATIENCE):
                return Response(await figures(), headers={"content-type": CONTENT_TYPE_LATEST})
        except Exception as error:  # whatever it is, the next scrape comes soon
            log.warning("metrics-failed", error=type(error).__name__)
            return Response(status_code=503)

    return Route(path, answer, methods=["GET"])
