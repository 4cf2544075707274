"""What a personal link looks like in a browser: one column, labels above fields, faults in words beside them and listed on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from api.http.pages import page
from library.accounts.letters import day_of
from library.accounts.link_forms import Ask, Fact, Offer, Outcome, Value
from library.accounts.links import Opened
from library.errors import LibraryError

TICK = "tick."
"""Before the name of a box to tick: its field is only sent when it is ticked."""
ANSWERS = "/answers/"
SHORT = 2000
"""Characters up to which a text begins with few lines."""
Faults = Mapping[str, list[str]]


def offer_page(opened: Opened, token: str) -> bytes:
    """What the link is for, with the form that uses it."""
    return page(opened.offer.title, _whole(opened, token, {}, {}), has_form=True)


def form_again(opened: Opened, token: str, refusal: LibraryError, given: Mapping[str, Value]) -> bytes:
    """The same after answers that do not fit. What was typed stands there still, but for passwords; what was typed for a question that
    is not asked any more stands above the form.
    """
    faults: dict[str, list[str]] = {}
    for fault in refusal.errors:
        faults.setdefault(fault.pointer.removeprefix(ANSWERS), []).append(fault.detail)
    summary = _summary(opened.offer, faults, refusal)
    whole = summary + _left_over(opened.offer.asks, given) + _whole(opened, token, faults, given)
    return page(opened.offer.title, whole, has_form=True, is_refused=True)


def outcome_page(outcome: Outcome) -> bytes:
    return page(outcome.title, _paragraphs(outcome.text) + _facts(outcome.facts), has_form=True)


def refusal_page(refusal: LibraryError, given: Mapping[str, Value] | None = None) -> bytes:
    """Why it does not work, and what to do, above what was typed."""
    texts = [refusal.detail] if refusal.detail != refusal.title else []
    said = _paragraphs([*texts, refusal.explanation.replace("`", "")])
    return page(refusal.title, said + _left_over((), given or {}), has_form=True, is_refused=True)


def _whole(opened: Opened, token: str, faults: Faults, given: Mapping[str, Value]) -> str:
    offer = opened.offer
    fields = "".join(
        _group(words, "".join(_field(ask, faults.get(ask.name, []), given.get(ask.name, "")) for ask in asks))
        for words, asks in groupby(offer.asks, key=lambda ask: ask.group)
    )
    until = f"<p>The link holds until {day_of(opened.expires_at)} and can be used once.</p>"
    fields += f"{_paragraphs(offer.closing)}<p><button>{escape(offer.button)}</button></p>"
    form = f'<form method="post" autocomplete="off">{fields}</form>'
    return _paragraphs(offer.text) + _facts(offer.facts) + _shown(offer, token) + form + until


def _shown(offer: Offer, token: str) -> str:
    """What is to be read, in a frame that may do nothing; and a page of its own for who wants more room or follows its links."""
    if not offer.shows:
        return ""
    title, address = escape(offer.shows), f"/links/{escape(token)}/shown"
    alone = f'<a href="{address}" target="_blank" rel="noopener noreferrer">Open it on a page of its own</a>'
    return (
        f'<h2>Read it here</h2><iframe src="{address}" title="{title}" sandbox></iframe><p>{alone} (a new window).</p>'
    )


def _group(words: str, fields: str) -> str:
    return f'<div class="asks"><h2>{escape(words)}</h2>{fields}</div>' if words else fields


def _left_over(asks: Iterable[Ask], given: Mapping[str, Value]) -> str:
    """What was typed for parts that are gone: nothing that somebody has written is lost."""
    asked = {ask.name for ask in asks}
    texts = [value for name, value in given.items() if name not in asked and isinstance(value, str) and value.strip()]
    if not texts:
        return ""
    return (
        f'<div class="kept"><h2>What you wrote about parts that are not there any more</h2>{_paragraphs(texts)}</div>'
    )


def _summary(offer: Offer, faults: Faults, refusal: LibraryError) -> str:
    named = {ask.name: f"{ask.label} ({ask.about}):" if ask.about else f"{ask.label}:" for ask in offer.asks}
    listed = "".join(
        f'<li><a href="#{escape(name)}">{escape(named[name])} {escape(" ".join(sentences))}</a></li>'
        for name, sentences in faults.items()
        if name in named
    )
    said = f"<ul>{listed}</ul>" if listed else f"<p>{escape(refusal.detail)}</p>"
    return f'<div class="summary" role="alert" tabindex="-1"><h2>Something is not right yet</h2>{said}</div>'


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _facts(facts: Iterable[Fact]) -> str:
    rows = "".join(
        f'<dt>{escape(fact.label)}</dt><dd class="fact">{_code(fact.value) if fact.secret else escape(fact.value)}</dd>'
        for fact in facts
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _code(value: str) -> str:
    return f"<code>{escape(value)}</code>"


def _field(ask: Ask, faults: list[str], given: Value) -> str:
    name = escape(ask.name)
    notes = [(f"{name}-help", "help", ask.help)] if ask.help else []
    notes += [(f"{name}-fault", "fault", " ".join(faults))] if faults else []
    described = f' aria-describedby="{" ".join(id for id, _, _ in notes)}"' if notes else ""
    shown = "".join(f'<p class="{kind}" id="{id}">{escape(text)}</p>' for id, kind, text in notes)
    wrong = ' aria-invalid="true"' if faults else ""
    label = _label(ask)
    if ask.type == "seal":
        return f'<input type="hidden" name="{name}" value="{escape(ask.value)}">'
    if ask.type == "choice":
        return f'<fieldset id="{name}"{described}><legend>{label}</legend>{shown}{_choices(ask, given)}</fieldset>'
    if ask.type == "tick":
        ticked = " checked" if given is True else ""
        box = f'<input type="checkbox" id="{name}" name="{TICK}{name}" value="yes"{ticked}{described}{wrong}>'
        return f'<div class="tick">{box}<label for="{name}">{label}</label>{shown}</div>'
    common = f'id="{name}" name="{name}" maxlength="{ask.max_length}"{described}{wrong}'
    if ask.type == "text":
        rows = 6 if ask.max_length > SHORT else 3
        return f'<label for="{name}">{label}</label>{shown}<textarea {common} rows="{rows}">\n{escape(str(given))}</textarea>'
    kind = 'type="password" autocomplete="new-password"' if ask.type == "password" else 'type="text"'
    value = "" if ask.type == "password" else f' value="{escape(str(given))}"'
    quiet = ' class="quiet"' if ask.about else ""
    return f'<label for="{name}"{quiet}>{label}</label>{shown}<input {kind} {common}{value}>'


def _label(ask: Ask) -> str:
    words = escape(ask.label)
    if ask.language:
        words = f'<bdi lang="{escape(ask.language)}">{words}</bdi>'
    if ask.about:
        words = f'{words}<span class="unseen">: {escape(ask.about)}</span>'
    # Where a group says what need not be answered, each of its questions need not say it again.
    return words if ask.required or ask.type == "tick" or ask.group else f"{words} (optional)"


def _choices(ask: Ask, given: Value) -> str:
    return "".join(
        f'<div class="choice"><input type="radio" id="{escape(ask.name)}-{index}" name="{escape(ask.name)}" '
        f'value="{escape(choice.value)}"{" checked" if choice.value == given else ""}>'
        f'<label for="{escape(ask.name)}-{index}">{escape(choice.label)}</label></div>'
        for index, choice in enumerate(ask.choices)
    )
