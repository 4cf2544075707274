"""Pages that do to a child what no text of a leaflet should be able to."""

from pathlib import Path

from library.rendering.jobs import Job

_BEGINNING = """\
#let data = json("data.json")
#set document(title: "A page")
#set text(font: "FiraGO", lang: "en")
"""
TEMPLATES = {
    "words": "#data.words",
    "font": "#text(font: data.family, data.words)",
    "picture": '#image("pictures/" + data.picture, alt: data.words, width: 50mm)',
    "lorem": "#lorem(data.words)",
    "memory": '#let words = "x" * data.bytes\n#words.len()',
    "endless": "#for a in range(9999) { for b in range(9999) { for c in range(9999) {} } }",
    "refused": "#panic(data.words)",
    "file": "#read(data.path)",
}


def written_to(folder: Path) -> Path:
    for name, body in TEMPLATES.items():
        (folder / f"{name}.typ").write_text(_BEGINNING + body)
    return folder


def words(text: str = "Hello") -> Job:
    return Job("words", {"words": text})


MEMORY_BOMB = Job("memory", {"bytes": 4_000_000_000})
ENDLESS = Job("endless", {})
