"""The line to one server: its address, how many requests went over it, and answers of the right type or none."""

import json
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, Literal
from urllib.parse import urlencode

from tui.fetch.address import redact
from tui.fetch.client import Call, Fetcher, FetchResponse
from tui.model.errors import BadAnswer, HttpFailed

Form = Sequence[tuple[str, str]]
FORM = "application/x-www-form-urlencoded"


class Line:
    """Requests below one base address; nothing that proves who asks is ever put into an address."""

    def __init__(self, fetcher: Fetcher, base: str, *, allow_private: bool = False) -> None:
        self._fetcher = fetcher
        self.base = base.rstrip("/")
        self._allow_private = allow_private
        self.requests = 0
        self.server_time: int | None = None
        self.secrets: set[str] = set()

    async def get(self, path: str, query: Form = (), headers: Mapping[str, str] | None = None) -> FetchResponse:
        """The answer to a GET."""
        return await self._call("GET", f"{path}?{urlencode(query)}" if query else path, headers or {})

    async def post(self, path: str, form: Form, headers: Mapping[str, str] | None = None) -> FetchResponse:
        """The answer to a POST of form fields, which are sent in the order given."""
        return await self._call("POST", path, {"Content-Type": FORM, **(headers or {})}, urlencode(form).encode())

    async def send(
        self, method: Literal["POST", "PUT", "DELETE"], path: str, data: object, headers: Mapping[str, str]
    ) -> FetchResponse:
        """The answer to a request with a JSON body."""
        body = b"" if data is None else json.dumps(data).encode()
        return await self._call(method, path, {"Content-Type": "application/json", **headers}, body)

    async def _call(
        self, method: Literal["GET", "POST", "PUT", "DELETE"], path: str, headers: Mapping[str, str], body: bytes = b""
    ) -> FetchResponse:
        self.requests += 1
        call = Call(method, self.base + path, headers, body, allow_private=self._allow_private)
        try:
            answer = await self._fetcher.call(call)
        except HttpFailed as error:
            raise self._readable(error) from error
        if self.server_time is None:
            self.server_time = _moment(answer.headers.get("date", ""))
        return answer

    def _readable(self, error: HttpFailed) -> HttpFailed:
        """The error with the server's own words, where they are some: no page, and nothing that proves who asks."""
        said = str(error.about.get("said", ""))
        try:
            told = json.loads(said)
            said = text(told.get("error_message")) if isinstance(told, dict) else said
        except ValueError:
            pass
        if said.startswith("<") or any(secret and secret in said for secret in self.secrets):
            said = ""
        return HttpFailed(**{**error.about, "said": said})


def json_of(answer: FetchResponse) -> Any:
    """The JSON of an answer; raises BadAnswer for a login page, half an answer, or anything else."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        reason = "html" if answer.body.lstrip()[:1] == b"<" else "json"
        raise bad(answer, reason) from None


def object_of(answer: FetchResponse) -> dict[str, Any]:
    """The JSON object of an answer; raises BadAnswer."""
    found = json_of(answer)
    if not isinstance(found, dict):
        raise bad(answer, "type")
    return found


def list_of(answer: FetchResponse, name: str = "") -> list[Any]:
    """The JSON list of an answer, or that under ``name`` in its object; raises BadAnswer."""
    found = object_of(answer).get(name) if name else json_of(answer)
    if not isinstance(found, list):
        raise bad(answer, "type")
    return found


def bad(answer: FetchResponse, reason: str) -> BadAnswer:
    """The error for an answer that is not what was promised."""
    return BadAnswer(url=redact(answer.url.partition("?")[0]), reason=reason)


def text(value: object) -> str:
    """A text, or a number as one; anything else is nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def whole_number(value: object) -> int | None:
    """A number, also one written as text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.lstrip("-").isdecimal() and len(value) < 20 else None


def _moment(date: str) -> int | None:
    try:
        return int(parsedate_to_datetime(date).timestamp())
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
