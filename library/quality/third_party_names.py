"""Names of people in somebody else's story: staff, relatives, the place where they met (domain.md CN-5). Pure.

A worker who is thanked by name has not been asked whether they want to stand in a leaflet. Their own consent, or `[worker]`
in place of the name. What is found: the names on a list that the caller keeps (`staff`), wherever they stand; and by
heuristic capitalised words that stand where names stand: after a title or a role, before what only people do, after
thanks. It is meant to find too much rather than too little; a person decides. Only English is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from library.documents.limits import FAULTS
from library.quality.findings import Finding
from library.quality.name_words import NO_NAMES, RELATIVES, ROLES

RULE = "third-party-name"
SOURCE = "UK GDPR, article 5(1)(c): no more about others than the story needs"
WORKER, RELATIVE, PLACE = "[worker]", "[relative]", "[place]"

_NAME = r"[A-ZÀ-ÖØ-ÞĆŁŚŹŻ][a-zà-öø-ÿąćęłńśźż]+(?:[-’'][A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?"
_FULL = rf"{_NAME}(?: {_NAME})?"
_OWN = r"(?:my|her|his|our|their|your|the|a|lovely|wonderful|brilliant)"
_ADVERB = r"(?:(?:always|really|just|also|never|even|once|gently|kindly|patiently) )?"
_DOES = (
    r"(?:said|says|told|tells|listened|listens|helped|helps|sat|understood|understands|explained|explains|gave|showed|"
    r"shows|taught|rang|phoned|visited|cried|smiled|hugged|asked|encouraged|noticed|introduced|saved|judged|believed|"
    r"supported|stayed|reassured|made (?:me|us|him|her|them|sure)|took (?:me|us|the time)|held my|"
    r"came (?:to|with|round)|called (?:me|us)|went (?:with|out of)|(?:is|was|has been) "
    r"(?:(?:so|such|very|really|always|there|amazing|kind|lovely|great|brilliant|wonderful|fantastic|patient|incredible|"
    r"my|our|a (?:star|rock|legend|lifesaver|great|lovely|wonderful|brilliant|huge)|the (?:first|best|only|one))\b))"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (WORKER, re.compile(rf"\b(?:Dr|Mr|Mrs|Ms|Miss|Nurse|Sister|Prof|Professor|Doctor)\.? (?P<name>{_FULL})")),
    (RELATIVE, re.compile(rf"\b(?i:{_OWN}) (?:\w+ )?(?i:{RELATIVES}),? (?:called |named )?(?P<name>{_NAME})")),
    (WORKER, re.compile(rf"\b(?i:{ROLES}),? (?:called |named )?(?P<name>{_FULL})")),
    (WORKER, re.compile(rf"\b(?:named|called) (?P<name>{_NAME})\b")),
    (WORKER, re.compile(rf"\b(?P<name>{_NAME}),? (?:(?:my|our|the|a) (?:\w+ )?(?:{ROLES}),? )?{_ADVERB}{_DOES}")),
    (WORKER, re.compile(rf"\b(?P<name>{_NAME}), (?:my|our) (?:\w+ )?(?:{ROLES})\b")),
    (RELATIVE, re.compile(rf"\b(?P<name>{_NAME}), (?:my|our) (?:\w+ )?(?:{RELATIVES})\b")),
    (
        WORKER,
        re.compile(
            r"\b(?i:thanks?(?: you)?(?: so much)?(?: to)?|grateful to|talk(?:ed|ing)? (?:to|with)|"
            r"sp(?:eak|oke)(?:ing)? (?:to|with)|met(?: with)?|"
            rf"trust(?:ed)?|because of|without|working with|worked with|led by|run by|see(?:ing)?|saw|asked for),? (?P<name>{_FULL})"
        ),
    ),
    (
        WORKER,
        re.compile(
            rf"(?<=[a-z,] )(?P<name>{_NAME})[’']s (?:kind|patien|care|support|help|smile|voice|group|word|advice|calm)"
        ),
    ),
    (PLACE, re.compile(rf"\b(?P<name>{_FULL} (?:Ward|Road|Street|Lane|Avenue|School|Academy|College|Surgery))\b")),
)
_BESIDE = 80
"""So many characters beside a name tell whether it is one: looking further would take ever longer in a long text."""
_JOINED = re.compile(rf"(?:,? and |, )(?P<name>{_NAME})\b(?! (?:{_NAME}))")
_JOINED_BEFORE = re.compile(rf"(?<![\w])(?P<name>{_NAME}) and \Z")
_BODY = re.compile(
    r"(?:[’']s)?(?: (?:and|of|for|[A-Z]\w+))* (?:Trust|Services?|Hospital|Network|Team|Centre|Council|Charity|Mind|"
    r"Foundation|Partnership|House|Clinic|University|Authority|Board|Line|Group)\b"
)


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    instead: str


def third_party_names(
    text: str, pointer: str = "", *, staff: Collection[str] = (), allowed: Collection[str] = ()
) -> Iterator[Finding]:
    """Each name, once where it stands, up to `FAULTS`. `staff` are names on record; `allowed` are words that name nobody here, such
    as those of the publisher's own name.
    """
    for found in sorted(_names(text, staff, frozenset(allowed)), key=lambda name: name.start):
        excerpt = text[found.start : found.end]
        yield Finding(
            rule=RULE,
            severity="warn",
            pointer=pointer,
            span=(found.start, found.end),
            excerpt=excerpt,
            message=f"“{excerpt}” looks like the name of somebody, or of a place that tells who somebody is. Have they agreed?",
            suggestion=found.instead,
            source=SOURCE,
        )


def _names(text: str, staff: Collection[str], allowed: frozenset[str]) -> list[_Name]:
    found: list[_Name] = []
    for name in staff:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            _add(found, _Name(*match.span(), WORKER))
    for instead, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if len(found) >= FAULTS:
                return found
            for one in _kept(text, match, instead, allowed):
                _add(found, one)
    for one in list(found):
        for joined in (
            _JOINED.match(text, one.end, one.end + _BESIDE),
            _JOINED_BEFORE.search(text, max(0, one.start - _BESIDE), one.start),
        ):
            for other in _kept(text, joined, one.instead, allowed) if joined else ():
                _add(found, other)
    return found


def _kept(text: str, match: re.Match[str], instead: str, allowed: frozenset[str]) -> Iterator[_Name]:
    """The name of a match, without words that are no names; nothing if it is a body's, or nobody's."""
    start, end = match.span("name")
    if instead is not PLACE and _BODY.match(text, end, end + _BESIDE):
        return
    words = text[start:end].split(" ")
    while words and _is_no_name(words[-1], allowed) and instead is not PLACE:
        end -= len(words.pop()) + 1
    if not words or _is_no_name(words[0], allowed):
        return
    yield _Name(start, end, instead)


def _is_no_name(word: str, allowed: frozenset[str]) -> bool:
    return word in allowed or word.lower() in NO_NAMES


def _add(found: list[_Name], one: _Name) -> None:
    """The first to be found stands: the list before the heuristic, the surest pattern before the others."""
    if len(found) < FAULTS and not any(other.start < one.end and one.start < other.end for other in found):
        found.append(one)
