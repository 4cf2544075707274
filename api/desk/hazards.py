"""The hazard log at the desk: what can go wrong for readers, what stands against it, and when that acted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from api.desk.asking import asked
from library.accounts.letters import day_of
from library.upkeep.hazard_log import HazardLog, hazard_log
from library.upkeep.hazard_words import NO_RECORD, figure_in_words, recalls_in_words
from library.upkeep.intended_use import INTENDED_USE, NOT_INTENDED, SCOPE


def hazard_page(request: HttpRequest) -> dict[str, Any]:
    """What the page shows: the same as the page over HTTP, for whoever works at the desk and has no key."""
    log = hazard_log(asked(request).at)
    return {
        "title": "Hazard log",
        "as_of": f"As it was on {day_of(log.at)}. Release: {log.release}.",
        "paragraphs": (("What it is for", (INTENDED_USE, NOT_INTENDED)), ("What this log does not decide", (SCOPE,))),
        "hazards": list(_hazards(log)),
        "no_record": NO_RECORD,
        "happened": [figure_in_words(figure) for figure in log.of_the_whole()],
        "recalls": " ".join(recalls_in_words(log.recalls)),
    }


def _hazards(log: HazardLog) -> Iterator[dict[str, Any]]:
    for hazard in log.hazards:
        yield {"is": hazard, "acted": [figure_in_words(figure) for figure in log.of(hazard)]}
