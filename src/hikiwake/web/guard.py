"""The gate before the pages: every request is checked, every body counted, every answer given its headers."""

import asyncio
import html
import json
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hikiwake.web.safety import Refusal, Safety

_DRAINED = 4_000_000  # bytes of a body too large that are still read, so that a browser gets to see why it was refused


class Guard:
    """ASGI middleware around the whole workbench."""

    def __init__(self, app: ASGIApp, safety: Safety) -> None:
        self._app = app
        self._safety = safety

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        refused = self._safety.refusal(scope["method"], headers, headers.getlist("host"))
        if refused:
            await _refusal(refused, scope)(scope, receive, self._sealed(send))
        elif self._safety.token is not None and (answer := self._entrance(scope, headers)):
            await answer(scope, receive, self._sealed(send))
        else:
            await self._app(scope, self._counted(scope, headers, receive), self._sealed(send))

    def _entrance(self, scope: Scope, headers: Headers) -> Response | None:
        """What a visitor from elsewhere gets instead of the page: the way in with the right token, else none. None for who is in already."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for key, value in query if key == "token"]
        name = f"hikiwake-{(scope.get('server') or ('', 0))[1]}"  # cookies do not tell ports apart
        if given and scope["method"] == "GET":
            if not self._safety.is_token(given[0]):
                return _refusal(
                    Refusal(403, "That is not the token", "Use the address printed when the workbench started."), scope
                )
            rest = urlencode([(key, value) for key, value in query if key != "token"])
            path = f"/{scope['path'].lstrip('/')}"
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
            answer.set_cookie(name, self._safety.session, httponly=True, samesite="strict", path="/")
            return answer
        if self._safety.is_known(_cookie(headers, name)):
            return None
        return _refusal(Refusal(401, "The token is missing", "Use the address printed when the workbench started."), scope)

    def _sealed(self, send: Send) -> Send:
        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._safety.headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        return sealed

    def _counted(self, scope: Scope, headers: Headers, receive: Receive) -> Receive:
        """The body as it comes, refused where it is too large or stops coming."""
        most = self._safety.most_bytes(scope["path"])
        told = headers.get("content-length", "0")
        claims = int(told) if told.isascii() and told.isdecimal() else 0
        seen, is_whole = 0, False

        async def counted() -> Message:
            nonlocal seen, is_whole
            if is_whole:  # who asks again waits for the client to leave: that takes as long as it takes
                return await receive()
            if claims > most:
                await _drain(receive)
                raise HTTPException(413)
            try:
                message = await asyncio.wait_for(receive(), self._safety.body_seconds)
            except TimeoutError:
                raise HTTPException(408) from None
            seen += len(message.get("body", b""))
            if seen > most:
                await _drain(receive)
                raise HTTPException(413)
            is_whole = message["type"] != "http.request" or not message.get("more_body", False)
            return message

        return counted


async def _drain(receive: Receive) -> None:
    left = _DRAINED
    while left > 0:
        try:
            message = await asyncio.wait_for(receive(), 1.0)
        except TimeoutError:
            return
        left -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


def _cookie(headers: Headers, name: str) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return found.value if found else None


def _refusal(refusal: Refusal, scope: Scope) -> Response:
    """A bare page: who is refused learns nothing of the case, not even its name."""
    accepts = Headers(scope=scope).get("accept", "")
    if scope["path"].endswith(".json") or ("application/json" in accepts and "text/html" not in accepts):
        said = {"status": refusal.status, "problems": [{"where": scope["path"], "what": refusal.what, "mend": refusal.mend}]}
        return Response(json.dumps(said), refusal.status, media_type="application/json")
    line = html.escape(f"{refusal.what}. {refusal.mend}")
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Hikiwake</title><h1>{refusal.status}</h1><p>{line}</p></html>'
    return HTMLResponse(page, refusal.status)
