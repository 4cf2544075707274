"""Programs that integrators may take: `openapi/examples/`, as they are tested."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.http import HttpResponse
from rest_framework.request import Request

from api.http.operations import operation
from api.http.views import PublicView

FOLDER = Path(__file__).parents[3] / "openapi" / "examples"
TEXT = "text/plain"


class MirrorProgram(PublicView):
    @operation(
        id="get_mirror_program",
        summary="Take a program that keeps a copy",
        description=(
            "A small Python program, standard library only, that keeps an exact copy of the library in an SQLite file. "
            "The guide to mirroring explains it."
        ),
        produces=(TEXT,),
    )
    def get(self, request: Request) -> HttpResponse:
        headers = {"Content-Disposition": 'inline; filename="mirror.py"', "X-Content-Type-Options": "nosniff"}
        return self.send(_program("mirror.py"), media_type=f"{TEXT}; charset=utf-8", headers=headers)


@lru_cache(maxsize=1)
def _program(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
