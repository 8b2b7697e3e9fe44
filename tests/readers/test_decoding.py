from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from analytics.readers.decoding import decode

SENTENCE = "« L’œuvre coûte 3 000 € », dit-elle à Besançon – c’était hier…"
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def is_utf8(content):
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_both_encodings_of_french_are_read_without_a_mark(encoding):
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", [SENTENCE, "", "a", "Été 🙂"])
def test_a_mark_tells_the_encoding_and_is_taken_away(encoding, text):
    assert decode(MARKS[encoding] + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_files_as_python_and_spreadsheets_write_them(encoding):
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"L'\xe9t\xe9", "L'été"),
        (b"c\x9cur \x80 \x85 \x91\x92 \x93\x94 \x96\x97", "cœur € … ‘’ “” –—"),
        (b"\xabmot\xbb 3\xa0000", "«mot» 3\u00a0000"),
        (b"\xe9\x81\x8d\x8f\x90\x9d\xe9", "é\ufffd\ufffd\ufffd\ufffd\ufffdé"),
        (b"a\x00b", "a\x00b"),
        (b"\xed\xa0\x80", "í\u00a0€"),
        (codecs.BOM_UTF8 + b"L\xe9t\xc3\xa9", "L\ufffdté"),
        (codecs.BOM_UTF16_LE + "Été".encode("utf-16-le") + b"\x41", "Été\ufffd"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8A\x00", "\ufffdA"),
        (codecs.BOM_UTF8 * 2 + b"a", "\ufeffa"),
    ],
)
def test_bytes_without_meaning_are_replaced_and_the_rest_is_kept(content, text):
    assert decode(content) == text


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_utf_8_comes_back_whole(text):
    assume(not text.startswith("\ufeff"))
    assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\x00")
@example(b"\xff\xfe\x00\x00\x01")
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_text_that_can_be_written_again(content):
    assert decode(decode(content).encode()) == decode(content).removeprefix("\ufeff")


@given(
    st.lists(st.sampled_from([b"\xe9t\xe9", b"\xe0", b" ", b"gr\xe8ve", b"\x81", b"\x92a", b"\xabn\xbb"]), min_size=1)
)
@settings(max_examples=200, deadline=None)
def test_bytes_of_windows_1252_are_one_character_each(words):
    content = b" ".join(words)
    assume(not is_utf8(content))
    assert decode(content) == content.decode("cp1252", "replace")


def test_one_broken_byte_in_utf_8_costs_one_character():
    text = "L’été à Nîmes, où la grève s’étend."
    assert decode(text.encode() + b"\xe9") == f"{text}\ufffd"
