"""Why a file is refused: what was sent, what is accepted, what to do. Every refusal points at the part `file` of the
request.
"""

from __future__ import annotations

from library.errors import Fault, Malformed

ACCEPTED = "PNG, JPEG and WebP images, PDF, Word documents (.docx), WebVTT captions, MP3 sound and MP4 video"


class FileRefused(Malformed):
    """A file that is of an accepted type and can't be taken as it is."""

    slug = "file-refused"
    title = "This file can't be taken as it is"
    explanation = (
        "The file was looked at by its content, never by its name or the type that it was sent with, and "
        f"something in it can't be taken. Accepted are {ACCEPTED}. The detail says what was found and what to "
        "do. Nothing was stored."
    )

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail, errors=[Fault("/file", detail or self.title)])


class FileEmpty(FileRefused):
    slug = "file-empty"
    title = "The file is empty"
    explanation = "The part `file` holds no bytes. Check the file on your machine, and send it again."


class FileTooLarge(FileRefused):
    slug = "file-too-large"
    title = "The file is larger than its type may be"
    explanation = (
        "Images may have 10 MB, documents 20 MB, captions 1 MB, sound and video 200 MB. Save the file "
        "smaller: images at the size in which they are shown, documents with compressed pictures, recordings "
        "at a lower bit rate."
    )


class FileTypeNotAccepted(FileRefused):
    slug = "file-type-not-accepted"
    title = "Files of this type are not accepted"
    explanation = (
        f"Accepted are {ACCEPTED}. What a file is, is decided by its content: another name or type does not "
        "change it. Save or export it as one of these. SVG and HTML can carry programs, so a drawing is taken "
        "as PNG and a page as PDF."
    )


class FileDamaged(FileRefused):
    slug = "file-damaged"
    title = "The file is damaged or cut short"
    explanation = (
        "The file begins as one of the accepted types, but can't be read to its end. Open it on your machine, "
        "save it anew, and send that."
    )


class FileHoldsAnother(FileRefused):
    slug = "file-holds-another"
    title = "Something else is attached to this file"
    explanation = (
        "The file is of an accepted type, and before, inside or after it stands something that is not part of "
        "it, such as an archive. Files that are two things at once are refused. Open it with the program that "
        "it is made for, save it anew, and send that."
    )


class FileNotExaminable(FileRefused):
    slug = "file-not-examinable"
    title = "The file can't be examined"
    explanation = (
        "Parts of the file are packed in a way that can't be looked into, or unfold to more than may be "
        "unpacked here. Save it anew with a present-day program, for a PDF by printing it to PDF, and send "
        "that."
    )


class ImageTooLarge(FileRefused):
    slug = "image-too-large"
    title = "The image has too many pixels"
    explanation = (
        "An image may have 40 million pixels, whatever its size in bytes. Save it at the size in which it is "
        "shown: 3,000 pixels across are enough for print."
    )


class ImageMoves(FileRefused):
    slug = "image-moves"
    title = "Moving images are not accepted"
    explanation = (
        "The image has more than one frame. Movement that can't be stopped keeps some people from reading. "
        "Send one frame as an image, or an MP4 video."
    )


class ImageForPrint(FileRefused):
    slug = "image-for-print"
    title = "The image is in the colours of a printing press"
    explanation = (
        "The image is in CMYK and would show wrong colours on a screen. Export it in RGB (sRGB), and send that."
    )


class PdfEncrypted(FileRefused):
    slug = "pdf-encrypted"
    title = "The PDF is encrypted"
    explanation = (
        "Encrypted PDFs, also those that open without a password, can't be examined, and their locks keep "
        "screen readers and print shops out. Save it without security, and send that."
    )


class PdfActive(FileRefused):
    slug = "pdf-active"
    title = "The PDF does more than show pages"
    explanation = (
        "The PDF carries a script, starts a program, sends a form somewhere, or has files or media attached. "
        "Only pages are accepted. Remove what the detail names, or print the document to PDF, and send that; "
        "attachments are assets of their own."
    )


class ArchiveUnsafe(FileRefused):
    slug = "archive-unsafe"
    title = "The document is packed in an unsafe way"
    explanation = (
        "A Word document is a ZIP archive. This one has names that lead outside it, entries that are locked, "
        "hidden or double, or unfolds to far more than its size. Save it anew in a word processor, and send "
        "that."
    )


class DocumentActive(FileRefused):
    slug = "document-active"
    title = "The document does more than hold text"
    explanation = (
        "The document carries a macro or an embedded object, or fetches a template, picture or text from "
        "elsewhere when it is opened. Remove what the detail names, and save it as an ordinary Word document "
        "(.docx)."
    )


class CaptionsNotValid(FileRefused):
    slug = "captions-not-valid"
    title = "The captions are not valid WebVTT"
    explanation = (
        "Captions are WebVTT in UTF-8: the line `WEBVTT`, an empty line, then cues such as `00:00:01.000 --> "
        "00:00:04.000` with their text, in the order of their start. The detail names the line."
    )


class RecordingHoldsData(FileRefused):
    slug = "recording-holds-data"
    title = "The video holds more than picture, sound and text"
    explanation = (
        "Besides picture, sound and captions the video has a track of data, such as the places where it was "
        "recorded. Export it again as MP4 without extra tracks, and send that."
    )
