"""plugins/jsonl: lines are copied byte for byte."""

import gzip
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from making import split as split_rows
from rulekit_plugins.jsonl.line import LINE_LIMIT
from rulekit_plugins.jsonl.plugin import JsonlReader

READER = JsonlReader()
PACK = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": zstandard.ZstdCompressor(write_content_size=False).compress,
}
UNPACK = {
    "": bytes,
    ".gz": gzip.decompress,
    ".zst": lambda data: zstandard.ZstdDecompressor().stream_reader(data).read(),
}
ENDINGS = sorted(PACK)


def split(folder, data, kept, ending=""):
    """What is in the outputs for True and False; `data` is the shard as it is on disk."""
    shard, yes, no = (str(folder / f"{name}.jsonl{ending}") for name in ("s", "yes", "no"))
    Path(shard).write_bytes(data)
    split_rows(READER, shard, iter(kept), {True: yes, False: no})
    return tuple(UNPACK[ending](Path(path).read_bytes()) for path in (yes, no))


def test_a_line_goes_to_the_side_it_is_told(folder):
    assert (b"1\n3\n", b"2\n") == split(folder, b"1\n2\n3\n", [True, False, True])


def test_broken_and_empty_lines_are_copied_too(folder):
    assert (b"\xff\n{\r\n", b"\n") == split(folder, b"\xff\n\n{\r\n", [True, False, True])


def test_the_last_line_gets_an_end(folder):
    assert (b"2\n", b"1\n") == split(folder, b"1\n2", [False, True])


def test_a_byte_order_mark_stays_with_its_line(folder):
    assert (b"2\n", b"\xef\xbb\xbf1\n") == split(folder, b"\xef\xbb\xbf1\n2\n", [False, True])


def test_a_line_that_is_too_long_to_read_is_copied(folder):
    long = b"x" * (LINE_LIMIT + 1) + b"\n"
    assert (long, b"1\n") == split(folder, long + b"1\n", [True, False])


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_the_end_that_breaks_off_is_in_neither(folder, ending):
    data = b"".join(b"%d\n" % number for number in range(200_000))
    packed = PACK[ending](data)
    packed = packed[: len(packed) // 2]
    (folder / f"s.jsonl{ending}").write_bytes(packed)
    rows = READER.count(f"s.jsonl{ending}")
    yes, no = split(folder, packed, [True] * rows, ending)
    assert (data[: len(yes)], b"", rows - 1) == (yes, no, yes.count(b"\n"))
    assert yes.endswith(b"\n")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_side_is_an_empty_shard(folder, ending):
    assert (b"1\n", b"") == split(folder, PACK[ending](b"1\n"), [True], ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_side_without_an_output_is_left_out(folder, ending):
    (folder / f"s.jsonl{ending}").write_bytes(PACK[ending](b"1\n2\n"))
    split_rows(READER, f"s.jsonl{ending}", [True, False], {False: f"no{ending}"})
    assert b"2\n" == UNPACK[ending]((folder / f"no{ending}").read_bytes())


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_bytes_are_the_same_under_other_names_and_at_other_times(folder, ending):
    (folder / f"s.jsonl{ending}").write_bytes(PACK[ending](b"1\n2\n" * 500))
    for name in ("one", "another"):
        split_rows(READER, f"s.jsonl{ending}", [True, False] * 500, {True: name})
    assert (folder / "one").read_bytes() == (folder / "another").read_bytes()
    if ending == ".gz":
        assert bytes(4) == (folder / "one").read_bytes()[4:8]  # the header's time


@given(
    lines=st.lists(
        st.tuples(st.binary(max_size=9).map(lambda b: b.replace(b"\n", b"")), st.booleans())
    ),
    ending=st.sampled_from(ENDINGS),
)
def test_every_line_is_on_its_side_and_in_order(tmp_path_factory, lines, ending):
    data = b"".join(line + b"\n" for line, _ in lines)
    sides = split(tmp_path_factory.mktemp("s"), PACK[ending](data), [to for _, to in lines], ending)
    expected = [
        b"".join(line + b"\n" for line, to in lines if to is side) for side in (True, False)
    ]
    assert expected == list(sides)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_went_through_parts_has_the_bytes_of_what_did_not(folder, ending):
    (folder / f"s.jsonl{ending}").write_bytes(PACK[ending](b"1\n\xff\n\n4"))
    like = f"s.jsonl{ending}"
    lines = [row.whole for row in READER.rows(like, (), whole=True)]
    for name, some in (("whole", lines), ("part1", lines[:1]), ("part2", lines[1:])):
        with READER.writer(like, name) as writer:
            for line in some:
                writer.write(line)
    with READER.writer(like, "joined") as writer:
        for part in ("part1", "part2"):
            for line in READER.written(like, part):
                writer.write(line)
    assert Path("whole").read_bytes() == Path("joined").read_bytes()
