"""The export: everything that is published, in one file, to begin a copy with."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http import caching
from api.http.downloads import Download, DownloadsBusy, places
from api.http.files import WHOLE
from api.http.operations import operation
from api.http.places import TooBusy
from api.http.views import PublicView
from library.syndication.snapshot import Snapshot, SnapshotTooLong, take_snapshot

NDJSON = "application/x-ndjson"
WITHIN = 30 * 60
"""Seconds after which a reader who still has not taken all of it is let go: each holds a thread."""


class Export(PublicView):
    @operation(
        id="export",
        summary="Take everything that is published",
        description=(
            "The whole public catalogue at one moment, one JSON object to a line: a `header` with the `position` of the "
            "feed that it is exact at; an `entry` for each item and language with its `etag` and, as `document`, exactly "
            "what its own address answers; a `tombstone` for each that is gone; and a `footer`. Without the footer the "
            "download was cut off: throw it away. Its `sha256` is that of every byte before its line. Follow "
            "`/v1/changes?after=<position>` from there. Quotes stand in it while their owners agree to that: "
            "delete their words when the feed says `testimonial.withdrawn`. "
            "Made anew for each request, so it counts as a costly one; a daily export and the feed in between are enough. "
            "The guide to mirroring has a program that does all of this."
        ),
        produces=(NDJSON,),
        costly=True,
        conditional=False,
        problems=(TooBusy, SnapshotTooLong, DownloadsBusy),
    )
    def get(self, request: Request) -> HttpResponseBase:
        headers = {
            "Content-Type": NDJSON,
            "Content-Disposition": 'attachment; filename="library.ndjson"',
            "X-Content-Type-Options": "nosniff",
            # It is new each time and may be large: no cache should hold it.
            **caching.KEPT_NOWHERE,
        }
        if request.method == "HEAD":
            return HttpResponse(b"", headers=headers)
        places.take()  # before the work, so that nothing is made that can't be sent
        try:
            snapshot = take_snapshot(at=self.at)
        except BaseException:
            places.give_back()
            raise
        return _sent(snapshot, {**headers, "Content-Length": str(snapshot.size)})


def _sent(snapshot: Snapshot, headers: dict[str, str]) -> HttpResponseBase:
    download = Download(snapshot.pieces, within=WITHIN)
    if snapshot.size <= WHOLE:
        return HttpResponse(b"".join(download), headers=headers)
    return StreamingHttpResponse(download, headers=headers)
