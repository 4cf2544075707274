"""WebVTT is taken if it is only that; a refusal names the line."""

import pytest

from library.catalogue.uploads import inspect_upload
from library.catalogue.uploads.refusals import CaptionsNotValid, FileTypeNotAccepted
from tests import files

CUE = "00:00:01.000 --> 00:00:04.000"
EASTERN = CUE.translate({ord("0") + number: 0x0660 + number for number in range(10)})
EASTERN = CUE.translate({ord("0") + number: 0x0660 + number for number in range(10)})

GOOD = {
    "plain": files.VTT.decode(),
    "with a byte order mark": "\ufeff" + files.VTT.decode(),
    "with a comment in its head": f"WEBVTT - for carers\nKind: captions\n\n{CUE}\nHi\n",
    "with short times": "WEBVTT\n\n00:01.000 --> 00:04.000\nHi\n",
    "with long times": "WEBVTT\n\n100:00:01.000 --> 100:00:04.000\nHi\n",
    "with names, notes and settings": f"WEBVTT\n\nNOTE by us\n\nintro\n{CUE} position:10%,line-left align:left\nHi\n",
    "with styles": f"WEBVTT\n\nSTYLE\n::cue(b) {{ color: peachpuff }}\n\n{CUE}\nHi\n",
    "with a region": f"WEBVTT\n\nREGION\nid:fred width:40%\n\n{CUE} region:fred\nHi\n",
    "with its tags": f"WEBVTT\n\n{CUE}\n<v.loud Jo>Hi</v> <i>you</i> <c.a.b>there</c> <00:00:02.000><lang cy>hwyl</lang>\n",
    "with entities": f"WEBVTT\n\n{CUE}\n1 &lt; 2 &amp; so on\n",
    "with line ends of Windows": f"WEBVTT\r\n\r\n{CUE}\r\nHi\r\n",
    "with line ends of old Macs": f"WEBVTT\r\r{CUE}\rHi\r",
    "with overlapping cues": f"WEBVTT\n\n{CUE}\nA\n\n00:00:01.000 --> 00:00:02.000\nB\n",
    "with Urdu": f"WEBVTT\n\n{CUE}\n\u0622\u067e \u06a9\u06cc\u0633\u06d2\n",
    "with a cue named NOTES": f"WEBVTT\n\nNOTES\n{CUE}\nHi\n",
    "with an empty cue": f"WEBVTT\n\n{CUE}\n",
}

BAD = {
    "no cue": ("WEBVTT\n", 1),
    "another word first": ("WEBVTTX\n\n", 1),
    "a script": (f"WEBVTT\n\n{CUE}\n<script>alert(1)</script>\n", 4),
    "an image": (f"WEBVTT\n\n{CUE}\nfine\n<img src=x onerror=alert(1)>\n", 5),
    "a handler in a tag": (f"WEBVTT\n\n{CUE}\n<b onclick=alert(1)>x</b>\n", 4),
    "a tag without end": (f"WEBVTT\n\n{CUE}\n<b\nonclick=x>\n", 4),
    "an empty tag": (f"WEBVTT\n\n{CUE}\n<>\n", 4),
    "a plain bracket": (f"WEBVTT\n\n{CUE}\n1 < 2\n", 4),
    "a style that fetches": (f"WEBVTT\n\nSTYLE\n::cue {{ background: url(https://evil.example) }}\n\n{CUE}\nHi\n", 4),
    "a style that imports": (f"WEBVTT\n\nSTYLE\n@import 'https://evil.example';\n\n{CUE}\nHi\n", 4),
    "a style that escapes": (f"WEBVTT\n\nSTYLE\n::cue {{ background: u\\72l(x) }}\n\n{CUE}\nHi\n", 4),
    "commas as in SubRip": ("WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nHi\n", 3),
    "seconds over 59": ("WEBVTT\n\n00:00:61.000 --> 00:01:04.000\nHi\n", 3),
    "an end before its beginning": ("WEBVTT\n\n00:00:04.000 --> 00:00:01.000\nHi\n", 3),
    "no length": ("WEBVTT\n\n00:00:04.000 --> 00:00:04.000\nHi\n", 3),
    "cues out of order": (f"WEBVTT\n\n{CUE}\nA\n\n00:00:00.500 --> 00:00:00.900\nB\n", 6),
    "a cue that is not set off": (f"WEBVTT\n{CUE}\nHi\n", 2),
    "two cues in one": (f"WEBVTT\n\n{CUE}\nHi\n{CUE}\n", 5),
    "text without times": ("WEBVTT\n\nJust some text\nand more\n", 4),
    "a lonely name": ("WEBVTT\n\nname\n", 4),
    "Eastern digits": (f"WEBVTT\n\n{EASTERN}\nHi\n", 3),
    "a NUL": (f"WEBVTT\n\n{CUE}\na\x00b\n", 4),
    "an escape character": (f"WEBVTT\n\n{CUE}\na\x1b[31mb\n", 4),
}


@pytest.mark.parametrize("what", GOOD)
def test_captions_are_taken(what: str) -> None:
    assert inspect_upload(GOOD[what].encode(), "x").media_type == "text/vtt"


@pytest.mark.parametrize("what", BAD)
def test_anything_else_is_refused_by_line(what: str) -> None:
    text, line = BAD[what]
    with pytest.raises(CaptionsNotValid, match=f"^Line {line}: "):
        inspect_upload(text.encode(), "x")


def test_what_is_not_utf_8_is_refused_by_line() -> None:
    with pytest.raises(CaptionsNotValid, match=r"^Line 4: .*UTF-8"):
        inspect_upload(f"WEBVTT\n\n{CUE}\ncafé\n".encode("latin-1"), "x")


def test_captions_in_utf_16_are_of_no_type_we_know() -> None:
    with pytest.raises(FileTypeNotAccepted):
        inspect_upload(files.VTT.decode().encode("utf-16"), "x.vtt")
