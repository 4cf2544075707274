"""The files of published items."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http import caching, conditional
from api.http.conditional import Validators
from api.http.downloads import DownloadsBusy
from api.http.files import KeptFile, send_file
from api.http.operations import operation
from api.http.views import PublicView
from library.catalogue.files import StorageUnavailable, read
from library.catalogue.uploads import MEDIA_TYPES
from library.editions.published_files import published_file

PATH = {
    "key": {
        "description": "The first 32 digits of the file's SHA-256: the address never shows another content.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "example": "abb86c069944dfe5db9ad0cbfc129bea",
    },
    "name": {
        "description": "The file's name.",
        "schema": {"type": "string", "pattern": r"^[a-z0-9-]+\.[a-z0-9]+$", "maxLength": 120},
        "example": "the-film-captions.vtt",
    },
}


class PublishedAsset(PublicView):
    @operation(
        id="get_asset",
        summary="Get a file",
        description=(
            "An image, document, caption file or recording of a published item; take the address from the item's "
            "`files` or `images`. It is there while the current edition of a published item shows it, and 404 "
            "otherwise. The content at an address never changes. Ask for a part with `Range`. Documents and "
            "recordings come as downloads."
        ),
        produces=MEDIA_TYPES,
        ranged=True,
        problems=(StorageUnavailable, DownloadsBusy),
        path=PATH,
    )
    def get(self, request: Request, key: str, name: str) -> HttpResponseBase:
        found = published_file(key, name)
        asset = found.asset
        validators = Validators(asset.sha256, asset.created_at)
        keys = " ".join(caching.surrogate_key(kind, slug) for kind, slug in found.shown_by)
        unchanged = self.unchanged(validators, keys=keys)
        if unchanged is not None:
            return unchanged
        file = KeptFile(
            name=asset.name,
            media_type=asset.media_type,
            size=asset.size,
            etag=asset.sha256,
            read=partial(read, asset),
            inline=asset.media_type.startswith("image/"),
        )
        return send_file(request, file, {**self._headers(validators, None, keys), **EMBEDDABLE})

    def _headers(self, validators: Validators, fresh_until: datetime | None, keys: str) -> dict[str, str]:
        return {
            **conditional.headers_of(validators, now=self.at),
            **caching.for_hashed_asset(keys, keyed=self.caller is not None),
        }


# Pages of others that isolate themselves may still show our images and captions.
EMBEDDABLE = {"Cross-Origin-Resource-Policy": "cross-origin"}
