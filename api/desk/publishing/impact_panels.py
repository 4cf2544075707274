"""What publishing would do, for whoever is about to: what changes, and whom it reaches."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import NOTHING, badge, listed, thing_link
from api.desk.changes import told
from api.desk.things import Panel
from library.documents.errors import InvalidDocument
from library.syndication.figures import Figure
from library.syndication.impact import Impact, impact_of


def impact_panels(about: Asked) -> Sequence[Panel]:
    """Nothing of a text that fits its rules no more: that is said among what is missing."""
    try:
        impact = impact_of(about.thing, at=about.at)
    except InvalidDocument:
        return []
    return [_changes(impact), _reaches(impact), *([_adaptations(impact)] if impact.adaptations else [])]


def _changes(impact: Impact) -> Panel:
    if impact.changes is None:
        return Panel("What changes", nothing="Nothing is out in this language: all of it is new.")
    rows = [(one.where, one.what, one.words) for one in told(impact.changes)]
    lead = f"From edition {impact.edition}, which is out, to this text."
    return Panel("What changes", ("Where", "What", "Words"), rows, "Nothing: the text is that of what is out.", lead)


def _reaches(impact: Impact) -> Panel:
    month = f"{impact.month:%B %Y}"
    websites = [f"{host}: {_number(figures['embeds'])}" for host, figures in impact.websites]
    rows: list[tuple[str, SafeString | str]] = [
        ("Adaptations in this language", str(impact.adopted.count)),
        (
            f"Shown in pages of others in {month}",
            format_html("{} times{}", _number(impact.embeds), _listed_after(websites)),
        ),
        ("Webhooks that will be told", str(impact.followers)),
        ("Other languages, which stay as they are", ", ".join(impact.languages) or NOTHING),
        ("Items that send their readers here", listed(thing_link(item, item.slug) for item in impact.pointers)),
    ]
    return Panel("Whom it reaches", ("Where", ""), rows)


def _listed_after(lines: Sequence[str]) -> SafeString | str:
    return listed(lines) if lines else ""


def _adaptations(impact: Impact) -> Panel:
    rows = [
        (one.item.slug, str(one.item.owner), ", ".join(one.areas), badge(one.standing, one.get_standing_display()))
        for one in impact.adaptations
    ]
    lead = "A change for the safety of readers reaches theirs at once; of any other they are told, and decide."
    return Panel("Adaptations", ("Adaptation", "By", "Areas", "Stands to this leaflet"), rows, lead=lead)


def _number(figure: Figure) -> str:
    if figure.count is None:
        return "fewer than five" if figure.suppressed else "0"
    return f"at least {figure.count}" if figure.suppressed else str(figure.count)
