"""The two schemes of a page, for light screens and for dark ones, as CSS custom properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from library.rendering.shades import NIGHT


@dataclass(frozen=True)
class Scheme:
    """`ink` and `paper` are `#rrggbb`. `rest` are the other properties; those of cards hold on cards alone, whatever is around."""

    name: str
    ink: str
    paper: str
    rest: Mapping[str, str]

    def properties(self) -> dict[str, str]:
        """Every custom property that the stylesheet asks for besides those of the theme."""
        return {"ink": self.ink, "paper": self.paper, **self.rest}


LIGHT = Scheme(
    "light",
    ink="#16191b",
    paper="#ffffff",
    rest={
        "quiet": "#465057",
        "rule": "#c5ced2",
        "heading": "var(--primary)",
        "link": "var(--accent)",
        "card": "#ffffff",
        "card-ink": "#16191b",
        "card-link": "var(--accent)",
        "emergency": "#b00d23",
        "on-emergency": "#ffffff",
        "emergency-edge": "#b00d23",
        "urgent": "#ffc83d",
        "on-urgent": "#16191b",
        "urgent-edge": "#8f6a00",
        "blank": "#fff6d6",
        "blank-ink": "#16191b",
        "blank-edge": "#7a5c00",
    },
)
DARK = Scheme(
    "dark",
    ink="#eef1f2",
    paper=NIGHT,
    rest={
        "quiet": "#b9c3c8",
        "rule": "#4b575d",
        "heading": "var(--primary-on-dark)",
        "link": "var(--accent-on-dark)",
        "card": "var(--night-card)",
        "card-ink": "#eef1f2",
        "card-link": "var(--accent-on-dark)",
        "emergency": "#c4122b",
        "on-emergency": "#ffffff",
        "emergency-edge": "#f0616f",
        "urgent": "#ffc83d",
        "on-urgent": "#16191b",
        "urgent-edge": "#ffc83d",
        "blank": "#3a3215",
        "blank-ink": "#eef1f2",
        "blank-edge": "#e0b94a",
    },
)


def scheme_css(properties: Mapping[str, str], scheme: Scheme) -> str:
    """A rule that gives a page these properties, and its form controls and scroll bars the scheme."""
    said = "".join(f"--{name}:{value};" for name, value in properties.items())
    return f":root{{{said}color-scheme:{scheme.name}}}"
