"""Photos and recordings as telephones and browsers make them, with all that they tell beside picture and sound."""

import io
import struct
import wave
from collections.abc import Sequence

from mutagen.apev2 import APEv2
from mutagen.id3 import COMM, ID3, TIT2
from mutagen.ogg import OggPage
from PIL import ExifTags, Image

SECRET_PLACE = "14 Mill Lane"
"""Stands in every kind of metadata, and must be nowhere afterwards."""

XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET_PLACE}</x:xmpmeta>".encode()
TURNED = 6
"""The orientation of a photo taken with the telephone upright: shown turned by 90 degrees."""


def photo(size: tuple[int, int] = (400, 300), *, form: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """Make a photo whose left half is red and right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    image.convert(mode).save(file, form, **options)
    return file.getvalue()


def photo_with_place(size: tuple[int, int] = (400, 300)) -> bytes:
    """Make a photo with EXIF (GPS, orientation, maker), XMP, a colour profile and a comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = TURNED
    exif[ExifTags.Base.Make] = SECRET_PLACE
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (51.0, 22.0, 50.0),
            ExifTags.GPS.GPSLongitudeRef: "W",
            ExifTags.GPS.GPSLongitude: (2.0, 21.0, 30.0),
        }
    )
    place = SECRET_PLACE.encode()
    return photo(size, exif=exif, xmp=XMP, icc_profile=place, comment=place)


def wav(seconds: float = 1.0) -> bytes:
    """Make a WAV with the list of facts that recorders add."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * int(8000 * seconds))
    place = SECRET_PLACE.encode()
    facts = b"INFO" + b"IPRD" + struct.pack("<I", len(place)) + place
    return file.getvalue() + b"LIST" + struct.pack("<I", len(facts)) + facts


def mp3(frames: int = 100) -> bytes:
    """Make an MP3 of silent frames (MPEG 1, layer 3, 128 kbit/s, 44.1 kHz) with ID3 and APE tags."""
    file = io.BytesIO((b"\xff\xfb\x90\x64" + bytes(413)) * frames)
    ape = APEv2()
    ape["Place"] = SECRET_PLACE
    ape.save(file)
    tags = ID3()
    tags.add(TIT2(encoding=3, text=SECRET_PLACE))
    tags.add(COMM(encoding=3, lang="eng", desc="", text=SECRET_PLACE))
    tags.save(file, v1=2)
    return file.getvalue()


def ogg(seconds: int = 1, *, serials: Sequence[int] = (1,)) -> bytes:
    """Make Opus in Ogg, as messengers send it, with a comment; several serials are several streams."""
    place = f"LOCATION={SECRET_PLACE}".encode()
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<II", 1, len(place)) + place
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    pages = b""
    for serial in serials:
        for number, (packet, position) in enumerate([(head, 0), (tags, 0), (b"\xf8\xff\xfe", 48000 * seconds)]):
            page = OggPage()
            page.serial, page.sequence, page.position, page.packets = serial, number, position, [packet]
            page.first, page.last = number == 0, number == 2
            pages += page.write()
    return pages


def box(name: bytes, *parts: bytes) -> bytes:
    """Make a box of MP4."""
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name) + body


def mp4(seconds: int = 1, *, handler: bytes = b"soun", codec: bytes = b"mp4a", large: bool = False) -> bytes:
    """Make an M4A with the place in `udta` and `meta`, and the time of recording in the headers."""
    place, clocks = SECRET_PLACE.encode(), struct.pack(">II", 3_800_000_000, 3_800_000_000)
    entry = box(codec, bytes(6), struct.pack(">HHIHHHHI", 1, 0, 0, 1, 16, 0, 0, 8000 << 16), _esds())
    table = box(b"stbl", box(b"stsd", struct.pack(">II", 0, 1), entry), box(b"stts", bytes(8)))
    media = box(
        b"mdia",
        box(b"mdhd", bytes(4), clocks, struct.pack(">IIHH", 8000, 8000 * seconds, 0, 0)),
        box(b"hdlr", bytes(8), handler, bytes(12), place + b"\0"),
        box(b"minf", box(b"smhd", bytes(8)), table),
    )
    track = box(b"trak", box(b"tkhd", bytes(4), clocks, bytes(72)), media, box(b"udta", box(b"tsrp", place)))
    head = box(b"mvhd", bytes(4), clocks, struct.pack(">II", 1000, 1000 * seconds), bytes(80))
    movie = box(b"moov", head, track, box(b"udta", box(b"\xa9xyz", place)), box(b"meta", place))
    sound = box(b"mdat", bytes(100))
    if large:
        sound = struct.pack(">I4sQ", 1, b"mdat", 116) + bytes(100)
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42") + movie + box(b"uuid", place) + sound + box(b"free", place)


def _esds() -> bytes:
    """Make the descriptors of AAC sound."""
    config = b"\x05\x02\x15\x88"
    decoder = b"\x04" + bytes([13 + len(config)]) + b"\x40\x15" + bytes(11) + config
    body = b"\x03" + bytes([3 + len(decoder)]) + b"\x00\x01\x00" + decoder
    return box(b"esds", bytes(4), body)


def element(name: int, body: bytes, *, is_open: bool = False) -> bytes:
    """Make an element of WebM; an open one does not say where it ends."""
    width = (name.bit_length() + 7) // 8
    size = b"\x01" + b"\xff" * 7 if is_open else (len(body) | 1 << 56).to_bytes(8, "big")
    return name.to_bytes(width, "big") + size + body


def webm(seconds: int = 1, *, kind: int = 2, codec: bytes = b"A_OPUS", document: bytes = b"webm") -> bytes:
    """Make WebM as browsers record it live, in clusters of open end, with a title, tags and the date."""
    place = SECRET_PLACE.encode()
    info = element(0x2AD7B1, (1_000_000).to_bytes(3, "big")) + element(0x7BA9, place) + element(0x4461, bytes(8))
    track = element(0xD7, b"\x01") + element(0x83, bytes([kind])) + element(0x86, codec) + element(0x536E, place)
    times = range(0, seconds * 1000, 500)
    clusters = b"".join(
        element(0x1F43B675, element(0xE7, time.to_bytes(4, "big")) + _block(0) + _block(500), is_open=True)
        for time in times
    )
    tags = element(0x1254C367, place)
    segment = element(0x1549A966, info) + element(0x1654AE6B, element(0xAE, track)) + tags + clusters
    head = element(0x1A45DFA3, b"\x42\x82" + bytes([0x80 | len(document)]) + document)
    return head + element(0x18538067, segment, is_open=True)


def _block(time: int) -> bytes:
    """Make a block of sound of track 1."""
    return element(0xA3, b"\x81" + struct.pack(">hB", time, 0x80) + bytes(20))
