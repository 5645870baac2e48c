"""plugins/jsonl: compressed shards, whole and broken."""

import gzip
import hashlib
import sys
import zlib
from pathlib import Path

import pytest
import zstandard
from making import apart, raws
from rulekit_plugins.jsonl.plugin import JsonlReader

import rulekit

READER = JsonlReader()
TWO = b'{"a": 1}\n{"a": 2}\n'
ROWS = [{"a": 1}, {"a": 2}]
PACKED = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": lambda data: zstandard.ZstdCompressor(write_checksum=True).compress(data),
}
ENDINGS = sorted(PACKED)


def read(ending, data):
    """The rows of a shard, and the note of the end that could not be read."""
    path = f"s.jsonl{ending}"
    Path(path).write_bytes(data)
    rows = raws(READER, path, ["a"])
    assert READER.count(path) == len(rows)
    if rows and isinstance(rows[-1], rulekit.BrokenRow):
        assert "unreadable" == rows[-1].cause
        return rows[:-1], rows[-1].note
    return rows, ""


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_compressed_shard_is_read(folder, ending):
    assert (ROWS, "") == read(ending, PACKED[ending](TWO))


@pytest.mark.parametrize("ending", ENDINGS)
def test_streams_one_after_the_other_are_one(folder, ending):
    halves = PACKED[ending](TWO[:12]) + PACKED[ending](b"") + PACKED[ending](TWO[12:])
    assert (ROWS, "") == read(ending, halves)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_large_shard_is_read_to_its_end(folder, ending):
    data = b"".join(
        b'{"a": %d, "b": "%s"}\n' % (n, hashlib.sha256(b"%d" % n).hexdigest().encode())
        for n in range(9999)
    )
    rows, note = read(ending, PACKED[ending](data))
    assert ([{"a": number} for number in range(9999)], "") == (rows, note)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stream_that_breaks_off_is_told_behind_its_rows(folder, ending):
    data = b"".join(b'{"a": %d}\n' % number for number in range(99_999))
    packed = PACKED[ending](data)
    rows, note = read(ending, packed[: len(packed) // 2])
    assert [{"a": number} for number in range(len(rows))] == rows
    assert 10_000 < len(rows) < 99_999
    assert note.endswith("stream breaks off")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_second_stream_that_breaks_off_costs_nothing_of_the_first(folder, ending):
    packed = PACKED[ending](TWO)
    assert ROWS == read(ending, packed + packed[:-6])[0][:2]
    assert "breaks off" in read(ending, packed + packed[:-6])[1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_wrong_checksum_is_told_behind_the_rows(folder, ending):
    packed = bytearray(PACKED[ending](TWO))
    packed[-5 if ending == ".gz" else -1] ^= 1
    rows, note = read(ending, bytes(packed))
    assert ROWS == rows
    assert note.startswith("corrupt")


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_follows_the_stream_is_told_behind_the_rows(folder, ending):
    rows, note = read(ending, PACKED[ending](TWO) + b"garbage")
    assert ROWS == rows
    assert note.endswith(f"follows the {'gzip' if ending == '.gz' else 'zstd'} stream")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("data", [TWO, b"x", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x1f\x8b" * 40])
def test_another_format_under_the_name_is_one_unreadable_row(folder, ending, data):
    rows, note = read(ending, data)
    assert [] == rows
    assert note


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file_is_no_compressed_stream(folder, ending):
    assert "an empty file" in read(ending, b"")[1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_byte_that_is_wrong_and_no_cut_raises(folder, ending):
    packed = PACKED[ending](TWO)
    for place in range(len(packed)):
        read(ending, packed[:place] + bytes([packed[place] ^ 0x55]) + packed[place + 1 :])
        read(ending, packed[:place])


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_endless_line_does_not_fill_memory(folder, ending):
    line = PACKED[ending](b"x" * 100_000_000)
    Path(f"s.jsonl{ending}").write_bytes(line * 6)  # 600 MB without a line end
    code = f"""
from making import split
from rulekit_plugins.jsonl.plugin import JsonlReader
reader, path = JsonlReader(), "s.jsonl{ending}"
split(reader, path, [False], {{False: "no"}})
answer([row.raw.note for row in reader.rows(path, ["a"])])
"""
    told = ["the line has 600,000,000 bytes, and 64,000,000 are read"]
    assert told == apart(code, megabytes=200)


def test_zeros_between_gzip_members_are_padding(folder):
    packed = PACKED[".gz"](TWO)
    assert (ROWS + ROWS, "") == read(".gz", packed + b"\0" * 512 + packed + b"\0" * 512)


def test_gzip_that_was_flushed_often_is_read(folder):
    deflate = zlib.compressobj(wbits=31)
    parts = [deflate.compress(bytes([one])) + deflate.flush(zlib.Z_SYNC_FLUSH) for one in TWO]
    assert (ROWS, "") == read(".gz", b"".join(parts) + deflate.flush())


def test_ten_thousand_empty_streams_are_passed_over(folder):
    empty = PACKED[".gz"](b"") * 10_000
    assert (ROWS, "") == read(".gz", empty + PACKED[".gz"](TWO))


def test_a_window_of_two_gigabytes_is_not_made(folder):
    """What a frame says that it needs, behind its descriptor: 2 to the power of 31."""
    frame = bytes.fromhex("28b52ffd00") + bytes([31 - 10 << 3]) + (1).to_bytes(3, "little")
    assert "Frame requires too much memory for decoding" in read(".zst", frame)[1]


def test_a_skippable_zstd_frame_is_skipped(folder):
    frame = bytes.fromhex("502a4d18") + (4).to_bytes(4, "little") + b"abcd"
    assert (ROWS, "") == read(".zst", frame + PACKED[".zst"](TWO) + frame)


def test_a_skippable_zstd_frame_may_break_off_too(folder):
    frame = bytes.fromhex("502a4d18") + (9).to_bytes(4, "little") + b"abcd"
    assert (ROWS, "the zstd stream breaks off") == read(".zst", PACKED[".zst"](TWO) + frame)


def test_zstd_without_size_and_checksum_is_read(folder):
    plain = zstandard.ZstdCompressor(write_checksum=False, write_content_size=False)
    assert (ROWS + ROWS, "") == read(".zst", plain.compress(TWO) + plain.compress(TWO))


def test_one_byte_repeated_is_read(folder):
    """A block of that kind holds one byte, whatever size it says."""
    data = b'{"a": 1}\n' + b" " * 1_000_000 + b'{"a": 2}\n'
    assert (ROWS, "") == read(".zst", PACKED[".zst"](data))


@pytest.mark.parametrize("name", ["s.json.zst", "S.JSONL.ZST", "s.ndjson.zst", "s.jsonl.zstd"])
def test_the_end_of_the_name_says_how_it_is_packed(folder, name):
    (folder / name).write_bytes(PACKED[".zst"](TWO))
    assert 2 == READER.count(name)


def test_without_zstandard_the_user_is_told_what_to_install(folder, monkeypatch):
    (folder / "s.jsonl.zst").write_bytes(PACKED[".zst"](TWO))
    monkeypatch.setitem(sys.modules, "zstandard", None)  # as Python marks what cannot be imported
    with pytest.raises(rulekit.RulekitError, match=r"pip install 'rulekit\[zstd\]'"):
        READER.count("s.jsonl.zst")
