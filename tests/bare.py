"""A bare Starlette handler that parses the same JSON and tokenises the message once, the peer of `tests.bench_web`."""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from nlp.tokenise import words


async def ask(request: Request) -> JSONResponse:
    """Say how many words a message has."""
    asked = await request.json()
    return JSONResponse({"words": len(words(asked["q"]))})


if __name__ == "__main__":
    app = Starlette(routes=[Route("/api/ask", ask, methods=["POST"])])
    uvicorn.run(app, port=int(sys.argv[1]), loop="uvloop", http="httptools", access_log=False, log_level="error")
