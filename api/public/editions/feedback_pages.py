"""The page on which a reader writes back, and what it shows when it is refused: what somebody has written, again. Only what can't be
read as a form (NUL, other than UTF-8, over 512 kB, broken off) does not come back.

The form carries no token against forgery and sets no cookie, for there is little to forge: nobody is signed in here, so a form that
another site makes a visitor send says no more than anybody could say from anywhere. But it counts against the visitor's address, and
can use up what may be sent from there in an hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, UnreadablePostError
from django.http.request import RawPostDataException
from pydantic import TypeAdapter, ValidationError
from rest_framework.request import Request

from api.http import for_people, problems
from api.http.addressing import LanguageTag
from api.http.bodies import page_fields
from api.http.pages import FORM_POLICY
from api.http.refusals import InternalError, QuotaExceeded
from library.catalogue.addresses import KINDS, feedback_url
from library.catalogue.feedback_rules import WORDLESS
from library.editions.review_status import UK
from library.editions.writing_back import asked_about
from library.errors import LibraryError, Malformed, Moved, Unavailable
from library.ids import new_id
from library.rendering.feedback_page import NO_FAULTS, NOTHING, AskedAbout, Written, feedback_form, isolated

MAX_TEXT = 2000
SENDING = "sending"
"""The hidden field that tells one sending from another: a form that is sent twice is taken once."""
_FIELDS = ("about", "text", "section")
_LANGUAGE: TypeAdapter[str] = TypeAdapter(LanguageTag)
NOT_SENT = "What you wrote was not sent. Here it is, for you to copy."


def members_of(fields: Mapping[str, str]) -> Mapping[str, Any]:
    """The members of the JSON body that the fields of the form mean: what is left empty is not there."""
    members: dict[str, Any] = {name: value for name, value in fields.items() if value and name != SENDING}
    number = members.get("edition", "")
    return {**members, "edition": int(number)} if number.isdecimal() and len(number) <= 7 else members


def form_page(
    item: AskedAbout,
    collection: str,
    slug: str,
    *,
    sending: str = "",
    written: Written = NOTHING,
    faults: Mapping[str, str] = NO_FAULTS,
) -> bytes:
    """The form: empty, or as it was sent, with what was wrong."""
    return feedback_form(
        item,
        address=feedback_url("", KINDS[collection], slug),
        most=MAX_TEXT,
        sealed={"language": item.language, "edition": str(item.edition), SENDING: sending or str(new_id())},
        written=written,
        faults=faults,
    )


def handle(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The exception handler: the problem, or for a browser the form again, with what stood in it and each fault beside its field."""
    request, view = context["request"], context["view"]
    error = problems.translate(exc, request)
    response = problems.respond(error, request)
    if isinstance(error, Moved):
        return response
    for_people.settle(response)
    if for_people.wants_page(request) and request.method != "HEAD":
        fields = _sent(request)
        page = _form_again(error, fields, view) or for_people.refusal_page(error, _what_was_written(fields))
        for_people.show(response, page, FORM_POLICY)
    return response


def _sent(request: Request) -> Mapping[str, str]:
    """What the form held; nothing when there was none, or it can't be read: a body that broke off can't be read a second time."""
    if request.method != "POST":
        return {}
    try:
        return page_fields(request) or {}
    except (LibraryError, SuspiciousOperation, UnreadablePostError, RawPostDataException):
        return {}


def _form_again(error: LibraryError, fields: Mapping[str, str], view: Any) -> bytes | None:
    """None where there was no form, the item is not there any more, or asking for it would only make things worse."""
    if not fields or _is_flood(error) or isinstance(error, (InternalError, Unavailable)):
        return None
    collection, slug = view.kwargs["collection"], view.kwargs["slug"]
    item = _item(KINDS[collection], slug, fields, view.at)
    if item is None:
        return None
    written = Written(*(_unix_lines(fields.get(name, "")) for name in _FIELDS))
    if written.section not in [id for id, _ in item.sections]:
        written = replace(written, section="")
    faults = _faults(error, written, item, view.at)
    return form_page(item, collection, slug, sending=fields.get(SENDING, ""), written=written, faults=faults)


def _is_flood(error: LibraryError) -> bool:
    """Reads have run out, and not only what may be sent: then not even the item is read."""
    return isinstance(error, QuotaExceeded) and error.members["violated-policies"] != ["costly"]


def _item(kind: str, slug: str, fields: Mapping[str, str], now: datetime) -> AskedAbout | None:
    """The item as the form named it; as it is now, where there is no such language or edition; or None."""
    try:
        language = _LANGUAGE.validate_python(fields["language"]) if fields.get("language") else None
    except ValidationError:
        language = None
    number = fields.get("edition", "")
    edition = int(number) if number.isdecimal() and len(number) <= 6 else None
    for tag, wanted in ((language, edition), (language, None), (None, None)):
        try:
            return asked_about(kind, slug, language=tag, edition=wanted or None, now=now)
        except LibraryError:
            continue
    return None


def _faults(error: LibraryError, written: Written, item: AskedAbout, now: datetime) -> Mapping[str, str]:
    """A sentence for each field that is not right, in the words of the text; or one for the form as a whole."""
    say = item.words.feedback
    if isinstance(error, QuotaExceeded):
        return {"": say.too_many.format(time=isolated(_clock(now, int(error.headers["Retry-After"]))))}
    if not isinstance(error, Malformed):
        return {"": say.changed if error.slug in _CHANGED else say.trouble}
    pointers = {fault.pointer for fault in error.errors}
    faults = {"about": say.choose} if "/about" in pointers else {}
    if len(written.text) > MAX_TEXT:
        faults["text"] = say.too_long.format(written=len(written.text), most=MAX_TEXT)
    elif not written.text.strip() and written.about not in WORDLESS:
        faults["text"] = say.say
    elif "/text" in pointers:
        faults["text"] = say.odd
    return faults or {"": say.changed if pointers & {"/section", "/edition", "/language"} else say.trouble}


_CHANGED = ("language-not-available", "no-such-edition")


def _clock(now: datetime, seconds: int) -> str:
    """The minute in the United Kingdom from which it may be sent again."""
    return (now + timedelta(seconds=seconds + 59)).astimezone(UK).strftime("%H:%M")


def _what_was_written(fields: Mapping[str, str]) -> str:
    text = _unix_lines(fields.get("text", "")).strip()
    return f'<div class="kept"><h2>{NOT_SENT}</h2><p dir="auto">{escape(text)}</p></div>' if text else ""


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n")
