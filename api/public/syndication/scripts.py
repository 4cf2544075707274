"""The script with which a partner's page shows what the library has."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from api.http import caching, conditional
from api.http.answers import response_of
from api.http.operations import operation
from api.http.views import PublicView, Validators
from library.errors import NotFound
from library.syndication.scripts import current_script, given_out, script_url

JAVASCRIPT = "text/javascript"
SHARED = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""Pages that let in only what agrees to it (`Cross-Origin-Embedder-Policy`) may have the script too."""


class CurrentScript(PublicView):
    @operation(
        id="get_embed_script",
        summary="Get the embedding script",
        description=(
            "Defines `<coproduction-item src title>`, which shows an embed page at its full height and keeps what stands "
            "between its tags for readers without scripts, or while the library can't be reached. This address always "
            "has the newest version. `Link` names the permanent address of these bytes: put that one on your page, with "
            "`integrity`, as the snippets do."
        ),
        produces=(JAVASCRIPT,),
        metered=False,
    )
    def get(self, request: Request) -> HttpResponse:
        script = current_script()
        link = f'<{script_url(settings.PUBLIC_URL, script)}>; rel="item"'
        return self.send(script.content, media_type=f"{JAVASCRIPT}; charset=utf-8", headers={**SHARED, "Link": link})


class GivenOutScript(PublicView):
    @operation(
        id="get_embed_script_version",
        summary="Get one version of the embedding script",
        description=(
            "The bytes that snippets name with their `integrity`. They never change, and every version that was ever "
            "given out is still here."
        ),
        produces=(JAVASCRIPT,),
        metered=False,
        path={
            "name": {
                "description": "The first 16 digits of the SHA-256 of the script, and `.js`.",
                "schema": {"type": "string", "pattern": r"^[0-9a-f]{16}\.js$"},
                "example": f"{next(iter(given_out()))}.js",
            }
        },
    )
    def get(self, request: Request, name: str) -> HttpResponse:
        script = given_out().get(name.removesuffix(".js")) if name.endswith(".js") else None
        if script is None:
            raise NotFound()
        validators = Validators(conditional.etag_of(script.content))
        return self.unchanged(validators) or response_of(
            script.content, {"Content-Type": f"{JAVASCRIPT}; charset=utf-8", **SHARED, **self._headers(validators)}
        )

    def _headers(self, validators: Validators, *_: object) -> dict[str, str]:
        return {
            **conditional.headers_of(validators, now=self.at),
            **caching.for_hashed_asset(keyed=self.caller is not None),
        }
