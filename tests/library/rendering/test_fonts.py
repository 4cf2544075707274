from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from library.rendering import fonts
from library.rendering.errors import MissingGlyphs, RenderFailed
from library.rendering.fonts import check_glyphs, font_files, font_folder, without_sign
from library.rendering.pdf import job_of
from library.rendering.typeset import prepare, typeset
from library.rendering.words import languages, words_for
from tests.library.rendering.printing import leaflet


def test_the_faces_are_written_once(tmp_path: Path) -> None:
    written = [path.stat().st_mtime_ns for path in font_files(font_folder(tmp_path))]

    assert len(written) == 8
    assert [path.stat().st_mtime_ns for path in font_files(font_folder(tmp_path))] == written


def test_a_face_that_was_tampered_with_is_written_anew(tmp_path: Path) -> None:
    face = font_files(font_folder(tmp_path))[0]
    whole = face.read_bytes()
    face.write_bytes(whole[:-1] + b"x")

    font_folder(tmp_path)

    assert face.read_bytes() == whole


def test_many_may_ask_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(font_folder, [tmp_path] * 8))

    assert set(found) == {tmp_path / "faces"}
    assert {path.suffix for path in found[0].iterdir()} == {".ttf"}


def test_a_package_with_other_fonts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("pymupdf_fonts.FiraGO_Regular"), "fontbuffer", b"another font")

    with pytest.raises(RenderFailed):
        font_folder(tmp_path)


@pytest.mark.parametrize("language", sorted(languages()))
def test_our_own_words_can_be_printed_in_every_language(language: str) -> None:
    assert not without_sign(json.dumps(vars(words_for(language)), ensure_ascii=False, default=str))


@pytest.mark.parametrize(
    "text", ["\u200d\u200c\u200e\u200f\u00ad\ufe0f\u2060", "\u00a0\u2009\u202f\u3000\t\n", "✓ ☎ \u2032"]
)
def test_joiners_marks_spaces_and_common_signs_need_no_refusal(text: str) -> None:
    check_glyphs([("/title", text)])


def test_a_refusal_names_each_character_where_it_stands_first() -> None:
    with pytest.raises(MissingGlyphs) as refusal:
        check_glyphs([("/title", "中国"), ("/summary", "国"), ("imprint", "fine")])

    assert [fault.pointer for fault in refusal.value.errors] == ["/title", "/title"]
    assert refusal.value.members["characters"] == ["U+4E2D", "U+56FD"]
    assert "“国”, U+56FD" in refusal.value.errors[1].detail


def test_a_further_folder_brings_further_signs(tmp_path: Path) -> None:
    sheet, further = leaflet("Sing \N{MUSICAL SYMBOL G CLEF}."), tmp_path / "further"
    further.mkdir()
    (further / "music.ttf").write_bytes(import_module("pymupdf_fonts.NotoMusic_Regular").fontbuffer)
    world = tmp_path / "world"
    world.mkdir()
    prepare(world, [further])

    with pytest.raises(MissingGlyphs):
        job_of(sheet, "a4.pdf")
    assert typeset(job_of(sheet, "a4.pdf", [further]), folder=world)


def test_fonts_stand_where_nobody_else_can_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.tempfile, "gettempdir", lambda: str(tmp_path))

    assert font_folder().parent.stat().st_mode & 0o077 == 0
