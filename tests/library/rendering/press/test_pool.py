"""A press sets pages in child processes: what goes wrong with one page is told to its caller, and the next page is set."""

from __future__ import annotations

import io
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pymupdf_fonts import Ubuntu_Regular

from library.errors import LibraryError
from library.rendering import typeset
from library.rendering.errors import PressBusy, RenderFailed, TooDemanding
from library.rendering.jobs import Job
from library.rendering.pictures import as_svg
from library.rendering.press import pool
from library.rendering.press.pool import Press
from library.rendering.sheet import Picture
from tests.library.rendering.press.templates import ENDLESS, MEMORY_BOMB, words

FILES = Path("/proc/self/fd")


def test_a_page_comes_back(press: Press) -> None:
    with pikepdf.open(io.BytesIO(press.set(words()))) as pdf:
        assert len(pdf.pages) == 1


def test_a_page_can_be_a_picture(press: Press) -> None:
    made = press.set(Job("words", {"words": "Hello"}, format="png", ppi=72))
    assert Image.open(io.BytesIO(made)).size == (595, 842)


def test_the_bytes_are_those_of_setting_it_here(press: Press, templates: Path, tmp_path: Path) -> None:
    typeset.prepare(tmp_path)
    (tmp_path / "words.typ").write_bytes((templates / "words.typ").read_bytes())
    assert press.set(words("The same")) == typeset.typeset(words("The same"), folder=tmp_path)


def test_a_picture_goes_with_it(press: Press) -> None:
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(content, "PNG")
    picture = Picture(content.getvalue(), "image/png", "A red field", 40, 20)
    job = Job("picture", {"picture": "red.svg", "words": picture.alt}, {"red.svg": as_svg(picture)})
    with pikepdf.open(io.BytesIO(press.set(job))) as pdf:
        images = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Width") == 40]
    assert images


def test_further_fonts_are_at_hand(templates: Path, tmp_path: Path) -> None:
    (tmp_path / "ubuntu.ttf").write_bytes(Ubuntu_Regular.fontbuffer)
    fonts = [tmp_path]
    press = Press(children=1, waiting=0, patience=1, seconds=20, megabytes=256, templates=[templates], font_paths=fonts)
    with pikepdf.open(io.BytesIO(press.set(Job("font", {"family": "Ubuntu", "words": "Hello"})))) as pdf:
        names = {str(thing.get("/FontName")) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)}
    press.close()
    assert any(name.endswith(("Ubuntu", "Ubuntu-Regular")) for name in names)


def test_any_text_goes_through(press: Press) -> None:
    assert press.set(words("\\ #panic() $x$ *a* _b_ @c <d> `e` \u202e \u200f é \" '")).startswith(b"%PDF")


def test_a_refusal_of_typst_comes_back_as_itself(press: Press) -> None:
    with pytest.raises(RenderFailed, match="too many spoons"):
        press.set(Job("refused", {"words": "too many spoons"}))


def test_a_template_that_is_not_there_is_refused_and_the_child_lives(press: Press) -> None:
    press.set(words())
    with pytest.raises(LibraryError):
        press.set(Job("no-such-template", {}))
    assert press.set(words()).startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../../etc/passwd"])
def test_a_template_can_read_no_file(press: Press, path: str) -> None:
    with pytest.raises(RenderFailed) as refused:
        press.set(Job("file", {"path": path}))
    assert "root:" not in refused.value.detail


@pytest.mark.parametrize(
    "bomb",
    [MEMORY_BOMB, Job("lorem", {"words": 5_000_000}), Job("words", {"words": "word " * 1_200_000})],
    ids=["one allocation", "lorem", "plain text"],
)
def test_what_takes_too_much_is_refused_and_the_next_page_is_set(press: Press, bomb: Job) -> None:
    with pytest.raises(TooDemanding):
        press.set(bomb)
    assert press.set(words()).startswith(b"%PDF")


def test_a_child_that_a_page_left_swollen_is_replaced(templates: Path) -> None:
    press = Press(children=1, waiting=0, patience=1, seconds=20, megabytes=256, templates=[templates])
    press.set(words())
    (child,) = press.pids()
    assert press.set(Job("memory", {"bytes": 160_000_000})).startswith(b"%PDF")
    assert press.set(words()).startswith(b"%PDF")
    assert child not in press.pids()
    press.close()


def test_what_is_too_long_to_hand_over_costs_no_child(press: Press) -> None:
    press.set(words())
    before = press.pids()
    with pytest.raises(TooDemanding):
        press.set(words("word " * 2_000_000))
    assert press.pids() == before


def test_what_takes_too_long_is_stopped(templates: Path) -> None:
    press = Press(children=1, waiting=0, patience=1, seconds=1, megabytes=256, templates=[templates])
    press.set(words())
    (child,) = press.pids()
    with pytest.raises(TooDemanding):
        press.set(ENDLESS)
    assert press.set(words()).startswith(b"%PDF")
    assert child not in press.pids()
    press.close()


def test_forty_callers_at_once_each_get_a_page_or_are_told_to_come_back(press: Press) -> None:
    start = threading.Barrier(40)

    def call(number: int) -> str:
        start.wait()
        try:
            return press.set(words(f"caller {number}"))[:4].decode()
        except PressBusy as refusal:
            return refusal.slug

    with ThreadPoolExecutor(40) as callers:
        answers = Counter(callers.map(call, range(40)))
    assert set(answers) <= {"%PDF", "press-busy"}
    assert answers["%PDF"] >= 6
    assert press.set(words()).startswith(b"%PDF")


def is_busy(press: Press) -> bool:
    try:
        press.set(words())
    except PressBusy:
        return True
    return False


def test_nobody_waits_longer_than_the_patience(templates: Path) -> None:
    press = Press(children=1, waiting=1, patience=0.2, seconds=30, megabytes=256, templates=[templates])
    press.set(words())
    with ThreadPoolExecutor(1) as other:
        long = other.submit(press.set, ENDLESS)
        assert any(is_busy(press) for _ in range(1000))
        assert not long.done()
        press.close()
        with pytest.raises(PressBusy):
            long.result(timeout=20)


def test_a_press_that_is_closed_refuses(templates: Path) -> None:
    press = Press(children=1, waiting=1, patience=1, seconds=10, megabytes=256, templates=[templates])
    press.close()
    with pytest.raises(PressBusy):
        press.set(words())


def test_closing_while_a_child_starts_leaves_none(templates: Path) -> None:
    press = Press(children=1, waiting=0, patience=30, seconds=20, megabytes=256, templates=[templates])
    with ThreadPoolExecutor(1) as other:
        first = other.submit(press.set, words())
        press.close()
        with pytest.raises(PressBusy):
            first.result(timeout=60)
    assert press.pids() == []


def test_a_system_that_starts_no_child_is_a_refusal_to_come_back_to(
    monkeypatch: pytest.MonkeyPatch, templates: Path
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    press = Press(children=1, waiting=0, patience=30, seconds=20, megabytes=256, templates=[templates])
    with pytest.raises(PressBusy):
        press.set(words())
    press.close()


def test_a_child_is_replaced_after_so_many_pages(monkeypatch: pytest.MonkeyPatch, templates: Path) -> None:
    monkeypatch.setattr(pool, "JOBS_OF_A_CHILD", 2)
    press = Press(children=1, waiting=0, patience=1, seconds=20, megabytes=256, templates=[templates])
    seen = set()
    for number in range(5):
        press.set(words(str(number)))
        seen.update(press.pids())
    press.close()
    assert len(seen) == 3  # a first, a second, and one that begins with the fifth page


def test_a_hundred_pages_leave_no_file_open(press: Press) -> None:
    press.set(words())
    before = len(list(FILES.iterdir()))
    for number in range(100):
        press.set(words(f"page {number}"))
    assert len(list(FILES.iterdir())) <= before + 4  # the pipes of the second child, if it starts only now
