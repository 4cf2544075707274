"""Files for tests, good and bad, made from nothing. Of other programs only `imports/written/` has any."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image

# --- Images -----------------------------------------------------------------------------------------------------------


def image(kind: str = "PNG", size: tuple[int, int] = (8, 6), mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose upper left corner is red and the rest blue, where the mode has colours."""
    picture = Image.new(mode, size, {"RGB": (0, 0, 255), "RGBA": (0, 0, 255, 128)}.get(mode, 1))
    if mode in ("RGB", "RGBA"):
        picture.paste((255, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    output = io.BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def exif(orientation: int = 1, **texts: str) -> bytes:
    """EXIF with a place (latitude 52 north) and a maker's name."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = texts.get("maker", "Canary Camera")
    data.get_ifd(0x8825)[1] = "N"
    data.get_ifd(0x8825)[2] = (52.0, 12.0, 0.0)
    return data.tobytes()


def moving_image(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    output = io.BytesIO()
    frames[0].save(output, kind, save_all=True, append_images=frames[1:], duration=100)
    return output.getvalue()


def png_header_only(width: int, height: int) -> bytes:
    """A PNG that promises so many pixels and holds next to none: a bomb for who decodes first."""
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


# --- PDF --------------------------------------------------------------------------------------------------------------


def pdf(*objects: bytes, catalogue: bytes = b"", trailer: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF of one empty page. `objects` are further bodies, numbered from 4; `catalogue` and `trailer` further keys."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects,
    ]
    output = io.BytesIO()
    output.write(b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(output.tell())
        output.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = output.tell()
    output.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    output.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    output.write(
        b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    )
    return output.getvalue()


def stream(data: bytes, keys: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), keys, data)


def object_stream(inner: bytes, *, keys: bytes = b"/Filter /FlateDecode", packed: bytes | None = None) -> bytes:
    """An object stream that holds one object, number 9; `packed` overrides how it is packed."""
    head = b"9 0 "
    data = zlib.compress(head + inner) if packed is None else packed
    return stream(data, b"/Type /ObjStm /N 1 /First %d %b" % (len(head), keys))


# --- Word -------------------------------------------------------------------------------------------------------------

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def content_types(main: str = MAIN, more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def document_xml(body: str = "<w:r><w:t>Hello</w:t></w:r>") -> str:
    return f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body><w:p>{body}</w:p></w:body></w:document>'


def relations(*rows: tuple[str, str, bool]) -> str:
    """Relationships as (last part of the type, target, whether it is external)."""
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if external else "/>")
        for number, (kind, target, external) in enumerate(rows)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def word(parts: Mapping[str, str | bytes | None] | None = None) -> bytes:
    """A Word document; `parts` are added, or stand in place of those of that name, or take them away (None)."""
    contents: dict[str, str | bytes | None] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": document_xml(),
    }
    contents.update(parts or {})
    return archive({name: data for name, data in contents.items() if data is not None})


def archive(contents: Mapping[str, str | bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in contents.items():
            packed.writestr(name, data)
    return output.getvalue()


# --- Captions, sound, video -------------------------------------------------------------------------------------------

VTT = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nPeople who have been there\nhelped to write this.\n"


def mp3(frames: int = 10, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """MPEG 1, layer III, 128 kbit/s at 44.1 kHz: 417 bytes a frame, all silence."""
    return before + (b"\xff\xfb\x90\x00" + bytes(413)) * frames + after


def id3(content: bytes) -> bytes:
    """An ID3v2 tag; its size has seven bits to the byte."""
    size = bytes(len(content) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\x00\x00" + size + content


def box(kind: bytes, *contents: bytes) -> bytes:
    body = b"".join(contents)
    return struct.pack(">I", 8 + len(body)) + kind + body


def track(handler: bytes = b"vide", size: tuple[int, int] = (640, 360), *more: bytes) -> bytes:
    header = box(b"tkhd", bytes(76), struct.pack(">2I", size[0] << 16, size[1] << 16))
    return box(b"trak", header, box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13))), *more)


def mp4(
    *more: bytes, brand: bytes = b"isom", tracks: tuple[bytes, ...] | None = None, movie: tuple[bytes, ...] = ()
) -> bytes:
    """A video of one track; `movie` are further boxes in its table of contents, `more` further boxes of the file."""
    contents = (track(), track(b"soun", (0, 0))) if tracks is None else tracks
    return b"".join(
        [
            box(b"ftyp", brand, bytes(4), b"isommp42"),
            box(b"moov", box(b"mvhd", bytes(100)), *contents, *movie),
            box(b"mdat", b"frames" * 20),
            *more,
        ]
    )
