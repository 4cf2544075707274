"""The service itself: its reference, and whether it is well."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.templatetags.static import static
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.schema import document
from api.http.views import Answer, PublicView

YAML = "application/yaml"
HTML = "text/html"
SWAGGER = "drf_spectacular_sidecar/swagger-ui-dist/"
START = (
    'SwaggerUIBundle({url:"/openapi.json",dom_id:"#reference",deepLinking:true,validatorUrl:null,docExpansion:"none",filter:true,'
    "defaultModelsExpandDepth:0,tryItOutEnabled:true});"
)
_START_HASH = base64.b64encode(hashlib.sha256(START.encode()).digest()).decode()
# The reference is drawn by Swagger UI from this machine; it writes style elements of its own. `connect-src` lets
# "Try it out" ask this service.
POLICY = (
    f"default-src 'none'; script-src 'self' 'sha256-{_START_HASH}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Health(Shape):
    """How the service is."""

    status: str = Field(description="`ok`.")


class OpenAPIYaml(PublicView):
    @operation(id="get_openapi_yaml", summary="Get this document as YAML", description="OpenAPI 3.1.", produces=(YAML,))
    def get(self, request: Request) -> HttpResponse:
        return self.send(document.as_yaml(settings.PUBLIC_URL), media_type=YAML)


class OpenAPIJson(PublicView):
    @operation(id="get_openapi_json", summary="Get this document as JSON", description="OpenAPI 3.1.")
    def get(self, request: Request) -> HttpResponse:
        return self.send(document.as_json(settings.PUBLIC_URL))


class Docs(PublicView):
    @operation(
        id="get_docs",
        summary="Read the reference",
        description="This document for people, drawn in the browser from this machine alone.",
        produces=(HTML,),
    )
    def get(self, request: Request) -> HttpResponse:
        return self.send(_docs_page(), media_type=f"{HTML}; charset=utf-8", headers={"Content-Security-Policy": POLICY})


class Live(PublicView):
    @operation(
        id="get_live",
        summary="Is the process up?",
        description="Answers without asking anything else.",
        answer=Health,
        conditional=False,
        metered=False,
    )
    def get(self, request: Request) -> Answer:
        return Answer(Health(status="ok"))


class Ready(PublicView):
    @operation(
        id="get_ready",
        summary="Can it serve?",
        description="Asks the database; a problem with 503 if it does not answer.",
        answer=Health,
        conditional=False,
        metered=False,
    )
    def get(self, request: Request) -> Answer:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return Answer(Health(status="ok"))


def _docs_page() -> bytes:
    style, icon, script = (
        escape(static(SWAGGER + name)) for name in ("swagger-ui.css", "favicon-32x32.png", "swagger-ui-bundle.js")
    )
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>Reference: co-production resource library</title><link rel="stylesheet" href="{style}">'
        f'<link rel="icon" href="{icon}"><link rel="alternate" type="application/atom+xml" href="/feed.atom"></head>'
        '<body><main id="reference"></main>'
        '<noscript><p>The reference needs scripts. The document itself is at <a href="/openapi.yaml">/openapi.yaml</a>.</p></noscript>'
        f'<script src="{script}"></script><script>{START}</script></body></html>\n'
    ).encode()
