"""From a JSON schema, as pydantic writes it, to the blanks of a form. Pure.

A blank says how a value is asked for; `filled` puts values into blanks, `reading` gets them out of a posted form. The schema's titles are
the labels and its descriptions the help. What a form can't ask for is refused here (`ValueError`), so that no part of a document is ever
left out of its form unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Schema = Mapping[str, Any]
Options = tuple[tuple[str, str], ...]

SLUG_MADE_FROM = {"id": ("heading", "title"), "key": ("label", "alt")}
"""A name that is left empty is made from the first of these members that its group has."""

NOUNS = {
    "AgendaItem": "part of the agenda",
    "AnyOf": "rule: one of several is enough",
    "AtMost": "rule: two values are in order",
    "Citation": "source",
    "Image": "picture",
    "OnDate": "date",
    "Participants": "group of participants",
    "RelatedItem": "related item",
    "Requires": "rule: one detail calls for others",
    "ResourceFile": "file",
    "SaidDid": "pair",
    "StageRecord": "stage",
    "Span": "hours",
    "TrainingDate": "date",
    "Weekly": "hours",
}


class Ask(StrEnum):
    """How a value is asked for."""

    GROUP = "group"
    MANY = "many"
    LINE = "line"
    LONG = "long"
    PROSE = "prose"
    MARKDOWN = "markdown"
    ADDRESS = "address"
    DAY = "day"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    MARKS = "marks"
    LINES = "lines"
    PAIRS = "pairs"
    VALUE = "value"
    FIXED = "fixed"


@dataclass(frozen=True)
class Blank:
    """One thing to fill in. `parts` are the members of a group, or the groups that an item of a list can be.

    `empty` is what stands for nothing: None, the empty string, or no member at all (`...`) where a value is needed. `made_from` names the
    sibling that a slug is made from. `fixed` is the value of a blank that is not asked for.
    """

    ask: Ask
    name: str = ""
    label: str = ""
    help: str = ""
    required: bool = False
    empty: Any = None
    options: Options = ()
    max_length: int | None = None
    parts: tuple[Blank, ...] = ()
    noun: str = ""
    made_from: str = ""
    fixed: Any = None


def blank_of(
    schema: Schema, *, options: Mapping[str, Options] | None = None, leave_out: frozenset[str] = frozenset()
) -> Blank:
    """The blank for a schema. `options` gives the choices for identifiers, by the name of the member that holds them.

    `leave_out` names members of the top level that are not asked for: whoever reads the form adds them.
    """
    found = _Reader(schema.get("$defs", {}), options or {}).blank(schema, name="", required=True)
    return Blank(
        Ask.GROUP,
        label=found.label,
        help=found.help,
        required=True,
        empty=...,
        parts=tuple(part for part in found.parts if part.name not in leave_out),
    )


class _Reader:
    def __init__(self, definitions: Mapping[str, Schema], options: Mapping[str, Options]) -> None:
        self.definitions = definitions
        self.options = options

    def blank(self, schema: Schema, *, name: str, required: bool) -> Blank:
        schema = self.resolved(schema)
        nullable, schema = self.without_null(schema)
        ask = self.ask(schema, name)
        return Blank(
            ask=ask,
            name=name,
            label=schema.get("title") or people_words(name),
            help=schema.get("description", ""),
            required=required,
            empty=_empty(schema, required=required, nullable=nullable),
            options=self.options_of(schema, name),
            max_length=schema.get("maxLength"),
            parts=self.parts(schema, ask),
            noun=schema.get("noun", ""),
            fixed=schema.get("const"),
        )

    def resolved(self, schema: Schema) -> Schema:
        """References are followed; what stands beside one (a title, a description) wins over what it leads to."""
        if "$ref" not in schema:
            return schema
        name = schema["$ref"].removeprefix("#/$defs/")
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return {"noun": NOUNS.get(name, people_words(name)), **self.definitions[name], **beside}

    def without_null(self, schema: Schema) -> tuple[bool, Schema]:
        """`anyOf: [X, null]` is X that may be empty."""
        kinds = [self.resolved(kind) for kind in schema.get("anyOf", ())]
        real = [kind for kind in kinds if kind.get("type") != "null"]
        if not kinds or len(real) == len(kinds):
            return False, schema
        beside = {key: value for key, value in schema.items() if key != "anyOf"}
        return True, {**real[0], **beside} if len(real) == 1 else {"anyOf": real, **beside}

    def ask(self, schema: Schema, name: str) -> Ask:
        for mark, ask in (("const", Ask.FIXED), ("enum", Ask.CHOICE)):
            if mark in schema:
                return ask
        if "anyOf" in schema:
            return _ask_value(schema)
        by_type: dict[str, Callable[[], Ask]] = {
            "object": lambda: Ask.GROUP if "properties" in schema else Ask.PAIRS,
            "array": lambda: self.ask_list(schema, name),
            "string": lambda: _ask_text(schema),
            "integer": lambda: Ask.NUMBER,
            "boolean": lambda: Ask.FLAG,
        }
        if schema.get("type") not in by_type:
            raise ValueError(f"No form asks for this: {schema}")
        return by_type[schema["type"]]()

    def ask_list(self, schema: Schema, name: str) -> Ask:
        items = self.resolved(schema["items"])
        if "oneOf" in items or "properties" in items:
            return Ask.MANY
        if items.get("type") != "string":
            raise ValueError(f"No form asks for a list of this: {items}")
        return Ask.MARKS if name in self.options else Ask.LINES

    def parts(self, schema: Schema, ask: Ask) -> tuple[Blank, ...]:
        if ask is Ask.MANY:
            items = self.resolved(schema["items"])
            return tuple(self.blank(kind, name="", required=True) for kind in items.get("oneOf", [schema["items"]]))
        if ask is not Ask.GROUP:
            return ()
        needed = schema.get("required", ())
        members = schema["properties"]
        blanks = [
            _named_after(self.blank(member, name=name, required=name in needed), members)
            for name, member in members.items()
        ]
        return tuple(sorted(blanks, key=lambda blank: _place(blank, under_a_heading="heading" in members)))

    def options_of(self, schema: Schema, name: str) -> Options:
        if "enum" in schema:
            return tuple((value, people_words(value)) for value in schema["enum"])
        return self.options.get(name, ()) if schema.get("format") == "uuid" or schema.get("type") == "array" else ()


def people_words(name: str) -> str:
    """`policy_reason` and `PolicyReason` are "Policy reason"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ").lower()
    return words[:1].upper() + words[1:]


def _ask_text(schema: Schema) -> Ask:
    match schema.get("format"):
        case "date":
            return Ask.DAY
        case "uri":
            return Ask.ADDRESS
        case "uuid":
            return Ask.CHOICE
    longest = schema.get("maxLength")
    if longest is None and "pattern" not in schema:
        return Ask.MARKDOWN
    if longest is None or longest < 300:
        return Ask.LINE
    return Ask.PROSE if longest >= 2_000 else Ask.LONG


def _ask_value(schema: Schema) -> Ask:
    """Text, a truth value or an age range: what a local detail holds. Its sibling `type` says which."""
    if sorted(kind.get("type", "") for kind in schema["anyOf"]) == ["boolean", "object", "string"]:
        return Ask.VALUE
    raise ValueError(f"No form asks for this: {schema}")


def _empty(schema: Schema, *, required: bool, nullable: bool) -> Any:
    if required and not nullable:
        return (
            ""
            if schema.get("type") == "string"
            and "minLength" not in schema
            and _ask_text(schema) in {Ask.MARKDOWN, Ask.PROSE}
            else ...
        )
    return None if nullable else schema.get("default", ...)


def _place(blank: Blank, *, under_a_heading: bool) -> int:
    """People write the heading first and the text under it; names that can be made from it come last."""
    if blank.made_from:
        return 3
    if not under_a_heading:
        return 2
    return 0 if blank.name == "heading" else 1 if blank.ask is Ask.MARKDOWN else 2


def _named_after(blank: Blank, siblings: Mapping[str, Any]) -> Blank:
    source = next((name for name in SLUG_MADE_FROM.get(blank.name, ()) if name in siblings), "")
    if not source or blank.ask is not Ask.LINE:
        return blank
    made = people_words(str(siblings[source].get("title") or source)).lower()
    return Blank(
        **{**blank.__dict__, "made_from": source, "help": f"{blank.help} Left empty, it is made from the {made}."}
    )
