"""What uploaded files are and what they tell: found in their content, and taken out of it."""

import io

import pytest
from PIL import Image

from surveys.capture.media_files import read_media_file
from surveys.errors import InvalidAnswer
from surveys.values import Problem, UploadKind
from tests.media import SECRET_PLACE, XMP, mp3, mp4, ogg, photo, photo_with_place, wav, webm

RECORDINGS = {
    "audio/wav": wav(2),
    "audio/mpeg": mp3(),
    "audio/ogg": ogg(2),
    "audio/mp4": mp4(2),
    "audio/webm": webm(2),
}


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def problem_of(content: bytes, *accepts: UploadKind) -> InvalidAnswer:
    with pytest.raises(InvalidAnswer) as caught:
        read_media_file(content, accepts=accepts or tuple(UploadKind))
    return caught.value


def test_a_photo_keeps_nothing_but_its_picture() -> None:
    told = photo_with_place()
    assert {"exif", "xmp", "icc_profile", "comment"} <= set(opened(told).info)
    assert opened(told).getexif().get_ifd(0x8825)
    kept = read_media_file(told)
    assert set(opened(kept.content).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert dict(opened(kept.content).getexif()) == {}
    for secret in (SECRET_PLACE.encode(), XMP, b"Exif", b"http://ns.adobe.com"):
        assert secret not in kept.content


def test_a_photo_is_turned_upright_before_it_forgets_how() -> None:
    kept = opened(read_media_file(photo_with_place((400, 300))).content)
    assert kept.size == (300, 400)
    top, bottom = kept.getpixel((150, 20)), kept.getpixel((150, 380))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, top[2] < 60, bottom[0] < 60, bottom[2] > 200) == (True,) * 4


@pytest.mark.parametrize(("size", "kept"), [((4000, 3000), (2000, 1500)), ((1, 5000), (1, 2000)), ((40, 30), (40, 30))])
def test_a_photo_has_2000_pixels_at_most(size: tuple[int, int], kept: tuple[int, int]) -> None:
    assert opened(read_media_file(photo(size)).content).size == kept


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        *[("PNG", mode) for mode in ("RGB", "RGBA", "P", "1", "I;16")],
        *[("JPEG", mode) for mode in ("L", "CMYK")],
        ("WEBP", "RGB"),
        ("GIF", "P"),
    ],
)
def test_every_accepted_picture_becomes_a_jpeg(form: str, mode: str) -> None:
    kept = read_media_file(photo(form=form, mode=mode))
    assert (kept.kind, kept.media_type, opened(kept.content).mode) == (UploadKind.PHOTO, "image/jpeg", "RGB")


def test_what_is_see_through_is_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")
    assert opened(read_media_file(file.getvalue()).content).getpixel((5, 5)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    pixel = opened(read_media_file(file.getvalue()).content).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200


def test_a_picture_that_would_fill_the_memory_is_refused_unopened() -> None:
    file = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(file, "PNG")
    assert len(file.getvalue()) < 20_000
    assert problem_of(file.getvalue()).problem is Problem.FILE_NOT_ACCEPTED


@pytest.mark.parametrize("media_type", RECORDINGS)
def test_a_recording_keeps_nothing_but_its_sound(media_type: str) -> None:
    told = RECORDINGS[media_type]
    assert SECRET_PLACE.encode() in told
    kept = read_media_file(told)
    assert (kept.kind, kept.media_type) == (UploadKind.VOICE, media_type)
    assert SECRET_PLACE.encode() not in kept.content
    assert kept.seconds == pytest.approx(2, abs=0.7)
    again = read_media_file(kept.content)
    assert (again.media_type, again.seconds) == (media_type, kept.seconds)


def test_in_mp4_all_bytes_stay_where_they_are_and_the_time_of_recording_is_gone() -> None:
    told = mp4(2, large=True)
    kept = read_media_file(told).content
    assert len(kept) == len(told)
    assert (kept.index(b"mdat"), kept.index(b"stsd")) == (told.index(b"mdat"), told.index(b"stsd"))
    assert (3_800_000_000).to_bytes(4, "big") not in kept


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        photo()[:600],
        photo(form="BMP"),
        photo(form="TIFF"),
        b"\0\0\0\x18ftypheic" + bytes(400),
        mp3(0),
        ogg(serials=(1, 2)),
        mp4(handler=b"vide"),
        mp4(codec=b"samr"),
        mp4()[:300],
        webm(kind=1),
        webm(codec=b"V_VP8"),
        webm(document=b"matroska"),
        webm()[:200],
        wav()[:30],
    ],
)
def test_what_is_something_else_or_broken_is_refused(content: bytes) -> None:
    error = problem_of(content)
    assert (error.problem, error.facts) == (Problem.FILE_NOT_ACCEPTED, {"accepts": "any"})


def test_a_question_for_one_kind_refuses_the_other() -> None:
    assert problem_of(wav(), UploadKind.PHOTO).facts == {"accepts": "photo"}
    assert problem_of(photo(), UploadKind.VOICE).facts == {"accepts": "voice"}


@pytest.mark.parametrize("content", [ogg(602), mp4(602), webm(602), wav(602), mp3(23_100)])
def test_a_recording_of_more_than_ten_minutes_is_refused(content: bytes) -> None:
    error = problem_of(content)
    assert (error.problem, error.facts) == (Problem.FILE_TOO_LONG, {"limit": 10})


def test_a_file_of_more_than_ten_megabytes_is_refused() -> None:
    error = problem_of(photo() + bytes(10 * 1024 * 1024))
    assert (error.problem, error.facts) == (Problem.FILE_TOO_BIG, {"limit": 10})
