"""The local server of a preview: it answers this machine alone, changes nothing and asks nobody."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from borderclash.language import Language
from borderclash.preview.shown import Shown, frame
from borderclash.preview.watching import Renewal
from borderclash.problems import UsageError, reason

HOST = "127.0.0.1"
# Another name for this machine may be somebody's who has a browser believe it (DNS rebinding).
NAMES = [HOST, "localhost"]
PORT, NEXT_PORTS = 8420, 20
# In seconds: how often a browser hears that the preview is there, and how long an answer may hold up the end.
SIGN_OF_LIFE, GRACE = 15, 1
# On each answer.
HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
# The pages in the frame have policies of their own beside this one.
IN_FRAME = {"content-security-policy": "frame-ancestors 'self'"}
HTML = "text/html; charset=utf-8"
SILENT = logging.CRITICAL + 1


class Board:
    """What every browser is to show. The event loop has it to itself; other threads change it by `post`."""

    def __init__(self) -> None:
        self.shown: Shown | None = None
        self.reading = False
        self.ended = False
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        # Two runs of a preview have no version in common.
        self._run, self._number = secrets.token_hex(4), 0

    def post(self, change: Callable[[], None]) -> None:
        """Have the event loop make a change, from another thread."""
        with contextlib.suppress(RuntimeError):  # it has ended, and there is nobody to be told
            self._loop.call_soon_threadsafe(change)

    def read(self) -> None:
        """Tell that files are being read."""
        self.reading = True
        self._tell()

    def show(self, shown: Shown) -> None:
        """Show this from now on; what looks the same has the same version."""
        before, self.shown, self.reading = self.shown, shown, False
        if before is None or (shown.page, shown.beside) != (before.page, before.beside):
            self._number += 1
        self._tell()

    def end(self) -> None:
        """Let go of all that wait."""
        self.ended = True
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def first(self) -> Shown | None:
        """Return what is shown, as soon as there is something; ``None`` where it ends before."""
        while not (self.shown or self.ended):
            await self._news.wait()
        return self.shown

    async def events(self) -> AsyncIterator[str]:
        """Yield what a browser is told: what is shown, each time it changes, and when files are read."""
        last = ""
        while not self.ended:
            news, now = self._news, self._now()
            if now != last:
                last = now
                yield now
            try:
                async with asyncio.timeout(SIGN_OF_LIFE):
                    await news.wait()
            except TimeoutError:
                yield ": still here\n\n"

    def _now(self) -> str:
        reading = "event: reading\ndata: {}\n\n" if self.reading else ""
        if self.shown is None:
            return reading
        state = {
            "version": f"{self._run}-{self._number}",
            "errors": self.shown.errors,
            "counts": self.shown.counts,
            "saved": _clock(self.shown.saved),
        }
        return f"event: shown\ndata: {json.dumps(state)}\n\n{reading}"


def _clock(seconds: float) -> str:
    """Return a time of day, with its date where that is not today; nothing for no time."""
    if not seconds:
        return ""
    moment = datetime.fromtimestamp(seconds)
    return moment.strftime("%H:%M:%S" if moment.date() == date.today() else "%Y-%m-%d %H:%M")


def application(board: Board) -> Starlette:
    """Return what answers: the frame at ``/``, what is shown in it, and the events that renew it."""
    around = frame()

    async def root(request: Request) -> Response:
        return Response(around.html, media_type=HTML, headers={"content-security-policy": around.policy})

    async def page(request: Request) -> Response:
        shown = await board.first()
        return Response(shown.page if shown else b"", media_type=HTML, headers=IN_FRAME)

    async def beside(request: Request) -> Response:
        return Response(board.shown.beside if board.shown else b"", media_type=HTML, headers=IN_FRAME)

    async def events(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(board.events(), media_type="text/event-stream")

    routes = [Route("/", root), Route("/page", page), Route("/beside", beside), Route("/events", events)]
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=NAMES, www_redirect=False)
    return Starlette(routes=routes, middleware=[trusted])


class Server(uvicorn.Server):
    """The server, which lets go of the browsers that listen before it waits for them to go."""

    def __init__(self, board: Board) -> None:
        self._board = board
        config = uvicorn.Config(
            application(board),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=SILENT,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            headers=list(HEADERS.items()),
            timeout_graceful_shutdown=GRACE,
        )
        super().__init__(config)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End all answers, then the server."""
        self._board.end()
        await super().shutdown(sockets)


def listen(port: int | None) -> socket.socket:
    """Return a socket of this machine's own address, on *port*, 0 for any that is free.

    Without a port it is the first free one from `PORT` on. Raises `UsageError`.
    """
    wanted = [port] if port is not None else [*range(PORT, PORT + NEXT_PORTS), 0]
    for number in wanted:
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if os.name == "posix":  # elsewhere it would take over a port that is in use
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind((HOST, number))
            opened.listen()
        except OSError as error:
            opened.close()
            if port is None and error.errno == errno.EADDRINUSE:
                continue
            help = "name another with --port, or none, and the next free one is taken"
            raise UsageError(f"cannot listen on port {number}: {reason(error)}", help) from None
        return opened
    raise AssertionError("port 0 is never in use")


def serve(paths: Sequence[str], opened: socket.socket, language: Language | None = None) -> None:
    """Show what *paths* stand for at a socket that listens, until this process is interrupted.

    The comparison is in *language*, without one in that of the files.
    """
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(paths, opened, language))


async def _serve(paths: Sequence[str], opened: socket.socket, language: Language | None) -> None:
    board = Board()
    server = Server(board)
    errors: list[BaseException] = []

    def failed(error: BaseException) -> None:
        errors.append(error)
        server.should_exit = True

    renewal = Renewal(
        paths,
        reading=lambda: board.post(board.read),
        show=lambda shown: board.post(lambda: board.show(shown)),
        failed=failed,
        language=language,
    )
    renewal.start()
    try:
        await server.serve(sockets=[opened])
    finally:
        renewal.stop()
    if errors:
        raise errors[0]
