"""Renditions: an item as a web page, as PDF for screen and paper, as Word, as text, and as a package to build on."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http import caching, conditional
from api.http.addressing import PATH, InLanguage
from api.http.caching import surrogate_key
from api.http.conditional import Validators, known_tags
from api.http.counting import Counted
from api.http.downloads import DownloadsBusy
from api.http.files import POLICY, KeptFile, send_file
from api.http.operations import operation
from api.http.views import PublicView
from library.catalogue.addresses import KINDS, announcement, rendition_address
from library.catalogue.files import Pieces, StorageUnavailable
from library.editions.file_names import FileName
from library.editions.kept_renditions import ADDRESS, Kept
from library.editions.on_offer import PAGE
from library.editions.reading import LanguageNotAvailable
from library.editions.rendition_addresses import rendition_at
from library.editions.renditions import RenditionNotOffered, rendition
from library.errors import Gone, Moved, NotFound
from library.rendering.errors import DoesNotFit, MissingGlyphs, PressBusy, RenderFailed, TooDemanding
from library.rendering.offers import HTML, OFFERS
from library.rendering.page import page_policy

MEDIA_TYPES = tuple(dict.fromkeys(offer.media_type for offer in OFFERS.values()))
SHOWN = frozenset({HTML, "text/plain", "image/png"})
"""What a browser shows; the rest it saves."""
MAKING = (DoesNotFit, MissingGlyphs, RenderFailed, TooDemanding, PressBusy, StorageUnavailable, DownloadsBusy)
NAME = {
    "description": "Which rendition; the item's `renditions` lists those that it has.",
    "schema": {"type": "string", "enum": list(OFFERS)},
    "example": "a4.pdf",
}
LEAFLET = {"collection": {**PATH["collection"], "example": "leaflets"}, "slug": {**PATH["slug"]}}
LEAFLET["slug"]["example"] = "finding-support"


class Rendition(PublicView):
    @operation(
        id="get_rendition",
        summary="Get a rendition of an item",
        description=(
            "The item as a web page (`page.html`), as an article to put into a page of yours (`fragment.html`), as "
            "tagged PDF (`a4.pdf`, `large-print.pdf`, `a5.pdf`, `poster.pdf`), for the printer (`trifold.pdf`, with bleed "
            "and in the order of folding: offer people another one to read), as Word file, as Markdown, as plain text, as "
            "a picture of its first page, or as a package with all that is needed to build on it. All say the same. "
            "`Content-Location` is the permanent address of these very bytes, which caches may keep for a year; a text with "
            "quotes has none, since their owners may withdraw them. Ask for "
            "a part with `Range`. A text that is too long for a format is 422 `does-not-fit`: it is the text that "
            "must change, not the request."
        ),
        query=InLanguage,
        produces=MEDIA_TYPES,
        ranged=True,
        for_people=True,
        problems=(NotFound, LanguageNotAvailable, RenditionNotOffered, Gone, Moved, *MAKING),
        path={**LEAFLET, "name": NAME},
        counted=Counted("rendition"),
    )
    def get(self, request: Request, collection: str, slug: str, name: str) -> HttpResponseBase:
        kind, known = KINDS[collection], known_tags(request.META.get("HTTP_IF_NONE_MATCH"))
        found = rendition(kind, slug, self.params.language, name, known=known, now=self.at)
        validators, keys = Validators(found.kept.etag, found.kept.made_at), surrogate_key(kind, slug)
        unchanged = self.unchanged(validators, fresh_until=found.fresh_until, keys=keys)
        if unchanged is not None:
            return unchanged
        headers = self._headers(validators, found.fresh_until, keys)
        if found.is_permanent:
            headers["Content-Location"] = rendition_address(settings.PUBLIC_URL, found.kept.etag, name)
        if name == PAGE:
            headers["Link"] = announcement(settings.PUBLIC_URL, kind, slug, self.params.language)
        return send_file(request, _file(name, found.kept, found.file), headers)


class PermanentRendition(PublicView):
    @operation(
        id="get_permanent_rendition",
        summary="Get one content of a rendition",
        description=(
            "The bytes that a rendition had when its `Content-Location` named this address. They never change, so keep "
            "them as long as you like. They are there while the current edition of a published item has this very "
            "content, and 404 otherwise; link to the item's `renditions` instead wherever people should get what is "
            "current."
        ),
        produces=MEDIA_TYPES,
        ranged=True,
        problems=(DownloadsBusy,),
        path={
            "key": {
                "description": "The first 32 digits of the SHA-256 of the content.",
                "schema": {"type": "string", "pattern": f"^[0-9a-f]{{{ADDRESS}}}$"},
                "example": "0123456789abcdef0123456789abcdef",
            },
            "name": NAME,
        },
        counted=Counted("rendition"),
    )
    def get(self, request: Request, key: str, name: str) -> HttpResponseBase:
        found = rendition_at(key, name, known=known_tags(request.META.get("HTTP_IF_NONE_MATCH")), now=self.at)
        self.reads(found.kind, found.slug, found.language)
        validators, keys = Validators(found.kept.etag, found.kept.made_at), surrogate_key(found.kind, found.slug)
        unchanged = self.unchanged(validators, keys=keys)
        if unchanged is not None:
            return unchanged
        return send_file(request, _file(name, found.kept, found.file), self._headers(validators, None, keys))

    def _headers(self, validators: Validators, fresh_until: datetime | None, keys: str) -> dict[str, str]:
        return {
            **conditional.headers_of(validators, now=self.at),
            **caching.for_hashed_asset(keys, keyed=self.caller is not None),
        }


def _file(name: str, kept: Kept, file: FileName) -> KeptFile:
    content = kept.content or b""

    def read(start: int, length: int) -> Pieces:
        return Pieces(BytesIO(content[start : start + length]), length)

    return KeptFile(
        name=file.ascii,
        own_name=file.own,
        media_type=kept.media_type,
        size=kept.size,
        etag=kept.etag,
        read=read,
        inline=kept.media_type in SHOWN,
        policy=page_policy(content) if name == PAGE else POLICY,
    )
