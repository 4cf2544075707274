"""QR codes that lead from paper to the web page of the same text (domain.md PR-9)."""

from __future__ import annotations

import io

import segno

CORRECTION = "m"
"""15 % of the code may be covered or worn off. segno uses a stronger level where that makes the code no larger."""

QUIET_ZONE = 4
"""Light modules that a scanner needs on each side (ISO/IEC 18004)."""


def qr_matrix(url: str) -> list[list[bool]]:
    """The modules of the code, row by row, true for dark. **Without the quiet zone**: whoever draws it leaves
    `QUIET_ZONE` light modules free on each side.
    """
    return [[bool(module) for module in row] for row in _code(url).matrix]


def qr_svg(url: str, *, title: str = "") -> str:
    """The code as an `<svg>` element, black on white whatever the page's colours are, with its quiet zone.

    It has a `viewBox` and no size, so that the page decides. `title` is what it says to people who can't see it.
    """
    out = io.BytesIO()
    _code(url).save(
        out,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        xmldecl=False,
        nl=False,
        omitsize=True,
        title=title or None,
        svgclass="qr",
        lineclass=None,
    )
    return out.getvalue().decode()


def _code(url: str) -> segno.QRCode:
    return segno.make_qr(url, error=CORRECTION)
