"""The hazard log as a page to read and to print."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from api.http.pages import STYLE, page, policy
from library.accounts.letters import day_of
from library.upkeep.hazard_figures import Figure
from library.upkeep.hazard_log import HazardLog
from library.upkeep.hazard_words import NO_RECORD, figure_in_words, recalls_in_words
from library.upkeep.hazards import Control, Hazard
from library.upkeep.intended_use import INTENDED_USE, NOT_INTENDED, SCOPE

HTML = "text/html"
WRAPPED = "code{overflow-wrap:anywhere}"
POLICY = policy(STYLE + WRAPPED)


def hazard_page(log: HazardLog) -> bytes:
    parts = [
        f"<p>As it was on {day_of(log.at)}. Release: {escape(log.release)}.</p>",
        _section("What it is for", _paragraphs([INTENDED_USE, NOT_INTENDED])),
        _section("What this log does not decide", _paragraphs([SCOPE])),
        *(_hazard(hazard, log.of(hazard)) for hazard in log.hazards),
        _section("What happened, for whatever reason", _figures(log.of_the_whole())),
        _section("How recalls arrived", _paragraphs([" ".join(recalls_in_words(log.recalls))])),
    ]
    return page("Hazard log", "".join(parts), more_style=WRAPPED)


def _hazard(hazard: Hazard, acted: Iterable[Figure]) -> str:
    controls = "".join(map(_control, hazard.controls))
    rows = (
        ("Cause", escape(hazard.cause)),
        ("Effect", escape(hazard.effect)),
        ("Severity without controls", escape(hazard.severity)),
        ("Controls", f"<ul>{controls}</ul>"),
        ("When they acted", _figures(acted)),
        ("What is left", escape(hazard.residual)),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    return _section(f"{hazard.code}: {hazard.title}", f"<dl>{listed}</dl>")


def _control(control: Control) -> str:
    where = f"<code>{escape(control.rule)}</code>, shown by <code>{escape(control.test)}</code>"
    return f"<li>{escape(control.says)} {escape(control.requirement)}: {where}.</li>"


def _figures(figures: Iterable[Figure]) -> str:
    rows = "".join(f"<li>{escape(figure_in_words(figure))}</li>" for figure in figures)
    return f"<ul>{rows}</ul>" if rows else NO_RECORD


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
