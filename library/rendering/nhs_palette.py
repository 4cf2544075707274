"""The colours that an NHS identity may use (domain.md, PR-7), by name: those of the NHS identity guidelines, and those
that the NHS digital service manual has for screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NHS_PALETTE: Mapping[str, str] = MappingProxyType(
    {
        "#ffffff": "White",
        # NHS identity guidelines: blues, neutrals, support greens, highlights
        "#003087": "NHS Dark Blue",
        "#005eb8": "NHS Blue",
        "#0072ce": "NHS Bright Blue",
        "#41b6e6": "NHS Light Blue",
        "#00a9ce": "NHS Aqua Blue",
        "#231f20": "NHS Black",
        "#425563": "NHS Dark Grey",
        "#768692": "NHS Mid Grey",
        "#e8edee": "NHS Pale Grey",
        "#006747": "NHS Dark Green",
        "#009639": "NHS Green",
        "#78be20": "NHS Light Green",
        "#00a499": "NHS Aqua Green",
        "#330072": "NHS Purple",
        "#7c2855": "NHS Dark Pink",
        "#ae2573": "NHS Pink",
        "#8a1538": "NHS Dark Red",
        "#da291c": "NHS Emergency Services Red",
        "#ed8b00": "NHS Orange",
        "#ffb81c": "NHS Warm Yellow",
        "#fae100": "NHS Yellow",
        # NHS digital service manual, where it differs
        "#212b32": "Black on screens",
        "#4c6272": "Grey 1 on screens",
        "#aeb7bd": "Grey 3 on screens",
        "#d8dde0": "Grey 4 on screens",
        "#f0f4f5": "Grey 5 on screens",
        "#007f3b": "Green on screens",
        "#d5281b": "Red on screens",
        "#ffeb3b": "Yellow on screens",
    }
)
