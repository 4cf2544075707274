"""What a person should look at in a draft before it goes out. Only what can harm readers hinders it, and stands in `conditions`, too."""

from __future__ import annotations

import re
from datetime import date

from library.accounts.models import Membership
from library.catalogue.models import Item
from library.coproduction.claims import Part, claim
from library.coproduction.models import Contribution
from library.directory.findings import typed_number_findings
from library.documents.errors import InvalidDocument
from library.documents.model import Document
from library.editions.messaging import messaging_findings, picture_findings
from library.publishing.checking import plain_language
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.quality.evidence import overclaimed
from library.quality.findings import Finding
from library.quality.texts import is_english
from library.quality.wording import wording_findings

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def draft_findings(draft: Draft, on: date) -> list[Finding]:
    """Of a day, by JSON pointer into the document, in the order of its rules; nothing for a text that later rules do not take any more."""
    try:
        document = parsed_document(draft)
    except InvalidDocument:
        return []
    return text_findings(document, draft.item, on)


def text_findings(document: Document, item: Item, on: date) -> list[Finding]:
    """The same of any text of an item. Reads its record of co-production, and who works for its owner."""
    return [
        *messaging_findings(document, item, on),
        *picture_findings(document, item),
        *typed_number_findings(document),
        *wording_findings(document, staff=staff_of(item), allowed=_own_words(document, item)),
        *(_claims(document, item) if is_english(document) else ()),
        *plain_language(document),
    ]


def staff_of(item: Item) -> frozenset[str]:
    """First names of those who work for the owner: a story that thanks one of them by name needs their consent, too."""
    members = Membership.objects.filter(organisation=item.owner_id, ended_at=None)
    names = members.values_list("user__first_name", flat=True)
    return frozenset(word for name in names for word in name.split()[:1] if len(word) > 1)


def _claims(document: Document, item: Item) -> list[Finding]:
    rows = Contribution.objects.filter(item=item).values_list("group", "stage", "approach")
    earned = claim([Part(*row) for row in rows])
    return list(overclaimed(document, earned.badge, earned.reason))


def _own_words(document: Document, item: Item) -> frozenset[str]:
    """Words of the publisher's name and of its sources: they name bodies, and no people."""
    named = [item.owner.name, item.rights_holder]
    named += [text for source in document.citations for text in (source.title, source.publisher)]
    return frozenset(_WORD.findall(" ".join(named)))
