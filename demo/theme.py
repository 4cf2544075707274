"""How the demo's leaflets look: calm colours of ours. No logo, since we hold no permission to show one."""

from __future__ import annotations

from library.rendering.sheet import Theme

COLOURS = Theme(primary="#46487d", on_primary="#ffffff", accent="#3b4a8c", tint="#f3f3f9")
LICENCE_HOLDER = "The makers of this demo"
