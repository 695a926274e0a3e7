"""Two questions a supervisor asks: is it alive, and may people be sent to it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

log = structlog.stdlib.get_logger(__name__)

Check = Callable[[], Awaitable[bool]]
PATIENCE = 2.0  # seconds a check may take


def health_route(path: str, checks: Mapping[str, Check]) -> Route:
    """200 when every check holds, else 503; the body names them, and nothing more, for it is public."""

    async def answer(request: Request) -> Response:
        results = await asyncio.gather(*(_holds(name, check) for name, check in checks.items()))
        content = dict(zip(checks, results, strict=True))
        return JSONResponse(content, 200 if all(results) else 503, {"cache-control": "no-store"})

    return Route(path, answer, methods=["GET"])


async def _holds(name: str, check: Check) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check()
    except Exception as error:  # a check that fails in any way is a failed check
        log.warning("health-check-failed", check=name, error=type(error).__name__)
        return False
