"""Ten documents, each about one difficulty, told to a maker. Their words are all different, so that none can stand for another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from tests.imports.maker import Maker
from tests.imports.md import MarkdownMaker
from tests.imports.odt import OdtMaker
from tests.imports.page import PageMaker
from tests.imports.word import WordMaker

MAKERS: dict[str, type[Maker]] = {
    "docx": WordMaker,
    "odt": OdtMaker,
    "html": PageMaker,
    "markdown": MarkdownMaker,
}


def begin(maker: Maker, title: str = "Eating with somebody you trust") -> None:
    maker.title(title)
    maker.heading(1, "Before a meal")
    maker.para("Plan together. It need not be long.")


def nested_lists(maker: Maker) -> None:
    begin(maker)
    maker.listed(["Soup", "Bread", ["brown", "white", ["sliced"]], "Fruit"])
    maker.para("Then, one after the other:")
    maker.listed(["Sit", "Breathe", ["slowly", "quietly"], "Talk"], ordered=True)
    maker.listed(["Another list", "directly after it"])


def tables(maker: Maker) -> None:
    begin(maker)
    maker.table([["Day", "Who", "Where"], ["Monday", "Ada", "Hall"], ["Tuesday", "Grace", "Library | annex"]][:2])
    maker.heading(1, "Joined")
    maker.table([["Week", "Month", "Year"], ["Spring", "", "Autumn"], ["Ely", "Diss", "March"]], joined=True)


def notes(maker: Maker) -> None:
    begin(maker)
    maker.para(
        "Most people recover",
        ("note", "Trent and others, a study of fifty."),
        " in time",
        ("note", "Second source."),
        ".",
    )
    maker.heading(1, "Afterwards")
    maker.para("Rest", ("endnote", "An endnote about resting."), " matters.")


def changes(maker: Maker) -> None:
    begin(maker)
    maker.para(
        "You can ",
        ("del", "always never"),
        ("ins", "sometimes"),
        " phone, ",
        ("comment", "Is this agreed?"),
        "we answer.",
    )
    maker.para(("ins", "A whole paragraph was inserted."))


def pictures(maker: Maker) -> None:
    begin(maker)
    maker.para(("img", "Two friends share a table in a garden"))
    maker.para("Between ", ("img", ""), " words.")


def boxes(maker: Maker) -> None:
    begin(maker)
    maker.para("Beside the box", ("box", "Boxed words matter as well"), " stands a sentence.")
    maker.para("Twice ", ("box", "Another frame"), "framed.")


def right_to_left(maker: Maker) -> None:
    maker.title("الأكل مع من تثق به")
    maker.heading(1, "قبل الوجبة")
    maker.para("خططوا ", ("b", "معا"), ". اتصل على 116 123.")
    maker.heading(1, "לפני הארוחה")
    maker.para("תכננו יחד, ", ("i", "לאט"), ".")


def margins_and_signs(maker: Maker) -> None:
    maker.margins("Trust letterhead", "Version seven of nine")
    begin(maker)
    maker.para(
        "Un\u00adbreak\u00adable, 10\u00a0miles; ‘odd’ „quotes“ – and — dashes… 1\u202f000 *stars* _lines_ #hash [square]"
    )
    maker.para("1. not a list, + nor this", ("br",), "- nor that, a\\b & c")
    maker.para(("formula", "a+b=c"), " is a sum; H", "2", "O too.")


def headings_out_of_order(maker: Maker) -> None:
    maker.title("Headings")
    maker.heading(3, "Deep first")
    maker.para("Below the deep one.")
    maker.heading(1, "High")
    maker.heading(4, "Very low #")
    maker.para(("b", "Only bold"))
    maker.para("Below the low one.")
    maker.heading(2, "Middle")
    maker.heading(2, "Middle again")
    maker.heading(1, "High")


def links_and_numbers(maker: Maker) -> None:
    begin(maker)
    maker.para(
        "See ",
        ("link", "our pages", "https://sunnetwork.org.uk/a_(b)"),
        ", ",
        ("link", "an old one", "http://old.org.uk/"),
        ".",
    )
    maker.para(("link", "a program", "javascript:canary()"), " ", ("anchor", "further down", "there"), ".")
    maker.para("Samaritans 116 123, NHS 111 option 2, 999, text 85258, 01223 499 111, +44 (0)1603 421421.")
    maker.para(("b", "half"), "bold", ("i", "slanted"), "plain ", ("b", " spaced "), ("code", "x = {{y}}"), ".")


TEN: dict[str, Callable[[Maker], None]] = {
    one.__name__: one
    for one in (
        nested_lists, tables, notes, changes, pictures, boxes, right_to_left, margins_and_signs, headings_out_of_order, links_and_numbers,
    )
}  # fmt: skip
_names = count(1)


def made(kind: str, name: str) -> tuple[Maker, bytes]:
    maker = MAKERS[kind]()
    TEN[name](maker)
    return maker, maker.made()
