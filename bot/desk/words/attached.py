"""What is attached: telling its kind, and naming it for people.

Pure. Known by what the platform says of it; nothing is ever fetched.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.desk.nouns.file import File, FileKind
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.message import Facts, Moment, Span
from bot.desk.words.wording import Wording

_BY_FAMILY = {
    "image": FileKind.PICTURE,
    "video": FileKind.VIDEO,
    "audio": FileKind.SOUND,
    "text": FileKind.TEXT,
}
_BY_WORD = (
    ("pdf", FileKind.PDF),
    ("csv", FileKind.SHEET),
    ("sheet", FileKind.SHEET),
    ("excel", FileKind.SHEET),
    ("presentation", FileKind.SLIDES),
    ("powerpoint", FileKind.SLIDES),
    ("zip", FileKind.ARCHIVE),
    ("compressed", FileKind.ARCHIVE),
    ("x-tar", FileKind.ARCHIVE),
    ("word", FileKind.TEXT),
    ("opendocument.text", FileKind.TEXT),
    ("rtf", FileKind.TEXT),
    ("json", FileKind.TEXT),
    ("xml", FileKind.TEXT),
)
"""What a media type has in it -> what people call that."""
_ENDINGS = {
    FileKind.PICTURE: "png jpg jpeg gif webp heic bmp tiff svg",
    FileKind.VIDEO: "mp4 mov webm mkv avi",
    FileKind.SOUND: "mp3 wav ogg m4a flac aac opus",
    FileKind.PDF: "pdf",
    FileKind.TEXT: "txt md log json xml yaml yml html doc docx odt rtf ini conf",
    FileKind.SHEET: "csv tsv xlsx xls ods",
    FileKind.SLIDES: "pptx ppt odp key",
    FileKind.ARCHIVE: "zip gz tgz tar 7z rar bz2 xz",
}
_BY_ENDING = {end: kind for kind, ends in _ENDINGS.items() for end in ends.split()}
_RUNS = frozenset(
    [
        "exe",
        "msi",
        "msix",
        "bat",
        "cmd",
        "com",
        "pif",
        "scr",
        "ps1",
        "psm1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "mjs",
        "wsf",
        "wsh",
        "hta",
        "lnk",
        "url",
        "reg",
        "jar",
        "cpl",
        "dll",
        "sh",
        "bash",
        "command",
        "app",
        "dmg",
        "pkg",
        "apk",
        "aab",
        "ipa",
        "deb",
        "rpm",
        "appimage",
        "iso",
        "img",
        "vhd",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "xlam",
        "pptm",
        "xll",
        "chm",
        "scf",
    ]
)
"""Endings of what a computer may run when it is opened: Windows, macOS, Linux, Android, Office."""
_UNITS = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"))


def kind_of(media: str, name: str) -> FileKind:
    """What a file is, by its media type, or by its name where that says nothing. What can run is known by
    its name alone: that is what a computer goes by."""
    media = media.lower()
    stem, _, end = name.strip(" .").rpartition(".")
    if stem and end.lower() in _RUNS:
        return FileKind.PROGRAM
    if not media or media.startswith("application/octet-stream"):
        return _BY_ENDING.get(name.rpartition(".")[2].lower(), FileKind.FILE)
    family = media.partition("/")[0]
    if family in _BY_FAMILY and "csv" not in media:
        return _BY_FAMILY[family]
    return next((kind for word, kind in _BY_WORD if word in media), FileKind.FILE)


def named(files: Iterable[File]) -> str:
    """Their names, for the history: what was attached stays known when its link is gone."""
    return "\n".join(f"[{each.name}]" for each in files)


def told(said: Said) -> str:
    """All that a message says, and what is attached to it, by name."""
    return "\n".join(filter(None, (said.words, named(said.files))))


def facts(files: Sequence[File], wording: Wording, language: str) -> Facts | None:
    """The files for staff, each on a line of its own; None for none."""
    rows = [wording.fact("files", *_spans(each, wording, language)) for each in files]
    return Facts(rows=tuple(rows)) if rows else None


def _spans(file: File, wording: Wording, language: str) -> Iterator[Span]:
    """Its name, what it is, how to open it, and until when that works."""
    about = f", “{file.about}”" if file.about else ""
    link = file.link or wording.label("file_closed", language)
    yield f"{file.name} ({', '.join(_measures(file, wording, language))}{about}): {link}"
    if file.until:
        yield from (f" ({wording.label('file_until', language)} ", Moment(at=file.until), ")")


def _measures(file: File, wording: Wording, language: str) -> Iterator[str]:
    length = f" {file.seconds // 60}:{file.seconds % 60:02}" if file.seconds else ""
    yield wording.label(f"file_{file.kind}", language) + length
    if file.size:
        yield size_words(file.size)


def size_words(size: int) -> str:
    """Bytes as people read them: "1.2 MB"."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} B"
