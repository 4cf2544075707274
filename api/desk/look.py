"""The desk's own style sheet and script, beside unfold's."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static


def style(request: HttpRequest) -> str:
    return static("desk/desk.css")


def script(request: HttpRequest) -> str:
    return static("desk/desk.js")


def icon(request: HttpRequest) -> str:
    return static("desk/icon.svg")
