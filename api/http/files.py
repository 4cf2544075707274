"""Answers that are a kept file: sent piece by piece, in part if asked for, and never run by a browser as a page of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http.downloads import Download, places
from api.http.ranges import wanted_range
from library.catalogue.files import Pieces

WHOLE = 2_000_000
"""Bytes up to which an answer is handed to the server at once, which frees the thread."""
# A file that a browser shows after all shows nothing but itself: no script, no form, no request, no origin.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True)
class KeptFile:
    """What is to be sent. `name` must be safe in a header; `etag` stands without quotes; `read(start, length)` opens it.

    `own_name` is the name in the letters of its language, if `name` lacks them (RFC 6266, `filename*`). `policy` is the
    Content-Security-Policy of a page of ours that is shown as one.
    """

    name: str
    media_type: str
    size: int
    etag: str
    read: Callable[[int, int], Pieces]
    inline: bool = False
    own_name: str = ""
    policy: str = POLICY


def send_file(request: Request, file: KeptFile, headers: Mapping[str, str]) -> HttpResponseBase:
    """200 with the file, 206 with a part of it, or only the headers for HEAD.

    Raises `RangeNotSatisfiable`, `DownloadsBusy` for a large one, and what `file.read` raises.
    """
    described = {**_about(file), **headers}
    if request.method == "HEAD":
        return HttpResponse(b"", headers={**described, "Content-Length": str(file.size)})
    meta = request.META
    part = wanted_range(meta.get("HTTP_RANGE"), file.size, if_range=meta.get("HTTP_IF_RANGE"), etag=file.etag)
    start, end = part or (0, file.size)
    described["Content-Length"] = str(end - start)
    if part is not None:
        described["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    return _response(file, start, end, status=200 if part is None else 206, headers=described)


def _response(file: KeptFile, start: int, end: int, *, status: int, headers: dict[str, str]) -> HttpResponseBase:
    if end - start <= WHOLE:
        return HttpResponse(b"".join(file.read(start, end - start)), status=status, headers=headers)
    places.take()
    try:
        pieces = file.read(start, end - start)
    except BaseException:
        places.give_back()
        raise
    return StreamingHttpResponse(Download(pieces), status=status, headers=headers)


def _about(file: KeptFile) -> dict[str, str]:
    media_type = f"{file.media_type}; charset=utf-8" if file.media_type.startswith("text/") else file.media_type
    return {
        "Content-Type": media_type,
        "Content-Disposition": _disposition(file),
        "Accept-Ranges": "bytes",
        "Content-Security-Policy": file.policy,
        "X-Content-Type-Options": "nosniff",
    }


def _disposition(file: KeptFile) -> str:
    disposition = f'{"inline" if file.inline else "attachment"}; filename="{file.name}"'
    return f"{disposition}; filename*=UTF-8''{quote(file.own_name, safe='')}" if file.own_name else disposition
