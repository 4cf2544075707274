"""The desk's own style sheet and script, beside unfold's."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static


def style(request: HttpRequest) -> str:  # noqa: ARG001
    return static("desk/desk.css")


def script(request: HttpRequest) -> str:  # noqa: ARG001
    return static("desk/desk.js")


def icon(request: HttpRequest) -> str:  # noqa: ARG001
    return static("desk/icon.svg")
