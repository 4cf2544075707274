"""One item."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from api.http.addressing import PATH, InLanguage
from api.http.caching import surrogate_key
from api.http.conditional import known_tags
from api.http.counting import Counted
from api.http.operations import operation
from api.http.views import PublicView, Validators
from library.catalogue.addresses import KINDS, announcement
from library.editions.reading import LanguageNotAvailable, read_item
from library.editions.shapes import Detail
from library.errors import Gone, Moved, NotFound


class Item(PublicView):
    @operation(
        id="read_item",
        summary="Read one item",
        description=(
            "The whole text, section by section, as Markdown and as clean HTML, with its review dates, licence "
            "and the attribution line to print, how it was "
            "co-produced, and the files and languages there are. Ask again with the `ETag` in `If-None-Match` "
            "and get 304 while nothing has changed."
        ),
        query=InLanguage,
        answer=Detail,
        problems=(NotFound, LanguageNotAvailable, Gone, Moved),
        path=PATH,
        counted=Counted("api", "json"),
    )
    def get(self, request: Request, collection: str, slug: str) -> HttpResponse:
        kind, known = KINDS[collection], known_tags(request.META.get("HTTP_IF_NONE_MATCH"))
        reading = read_item(kind, slug, self.params.language, known=known, now=self.at)
        validators, keys = Validators(reading.etag, reading.changed_at), surrogate_key(kind, slug)
        headers = {"Link": announcement(settings.PUBLIC_URL, kind, slug, self.params.language)}
        return self.send(
            reading.document or b"", validators, fresh_until=reading.fresh_until, keys=keys, headers=headers
        )
