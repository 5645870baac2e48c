"""plugins/parquet: shards that are broken, and how much of them is lost."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
import pytest
from making import raws, split
from rulekit_plugins.parquet.plugin import ParquetReader

READER = ParquetReader()
TABLE = pa.table({"a": [f"text {number}" for number in range(6)], "b": [0, 1, 2, 3, 4, None]})


@pytest.fixture
def shard(folder):
    """Three row groups of two rows, as bytes."""
    pq.write_table(TABLE, "s.parquet", row_group_size=2, write_page_checksum=True)
    return Path("s.parquet").read_bytes()


def causes(data, names=("a",), start=0):
    Path("s.parquet").write_bytes(data)
    rows = raws(READER, "s.parquet", names, start)
    assert READER.count("s.parquet") == len(rows) + start
    return [getattr(row, "cause", "") for row in rows]


def with_broken_page(data, group, column=0):
    """The last byte of a column in a row group is another one."""
    chunk = pq.ParquetFile("s.parquet").metadata.row_group(group).column(column)
    place = (chunk.dictionary_page_offset or chunk.data_page_offset) + chunk.total_compressed_size
    return data[: place - 1] + bytes([data[place - 1] ^ 0xFF]) + data[place:]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1PAR1", b"{}\n" * 100, b"\xff" * 7 + b"PAR1"])
def test_what_is_no_parquet_is_one_unreadable_row(folder, data):
    assert ["unreadable"] == causes(data)
    assert () == READER.fields("s.parquet")
    assert [] == raws(READER, "s.parquet", ["a"], 1)


def test_a_shard_that_breaks_off_is_one_unreadable_row(shard):
    assert ["unreadable"] == causes(shard[:-9])


def test_a_name_that_is_not_utf_8_is_a_broken_footer(folder):
    pq.write_table(pa.table({"name": [1]}), "s.parquet", store_schema=False)
    assert ["unreadable"] == causes(Path("s.parquet").read_bytes().replace(b"name", b"n\xffme"))


def test_a_row_group_with_less_than_no_rows_is_a_broken_footer(folder):
    pq.write_table(pa.table({}), "s.parquet")
    data = Path("s.parquet").read_bytes()
    assert ["unreadable"] == causes(data.replace(b"\x16\x00\x16\x00", b"\x16\x00\x16\x01"))


def test_a_broken_page_costs_its_row_group_and_no_other(shard):
    assert ["", "", *["unreadable"] * 2, "", ""] == causes(with_broken_page(shard, 1))


def test_the_note_says_which_row_group(shard):
    Path("s.parquet").write_bytes(with_broken_page(shard, 1))
    assert raws(READER, "s.parquet", ["a"])[2].note.startswith("row group 1: ")


def test_a_broken_column_that_nobody_asks_for_costs_nothing(shard):
    assert [""] * 6 == causes(with_broken_page(shard, 1, column=1))


def test_a_start_inside_a_broken_row_group_leaves_its_rest(shard):
    assert ["unreadable", "", ""] == causes(with_broken_page(shard, 1), start=3)


def test_a_page_that_breaks_late_costs_the_rows_before_it_too(folder):
    """Otherwise what is read would depend on how many rows are read at once."""
    table = pa.table({"a": [f"{number:0100}" for number in range(999)]})
    pq.write_table(
        table, "s.parquet", use_dictionary=False, data_page_size=1000, write_batch_size=10,
        write_page_checksum=True,
    )  # fmt: skip
    data = Path("s.parquet").read_bytes()
    assert ["unreadable"] * 999 == causes(with_broken_page(data, 0))


def test_rows_of_a_broken_row_group_are_in_neither_output(shard):
    Path("s.parquet").write_bytes(with_broken_page(shard, 1, column=1))
    kept = [True, False, True, True, False, True]
    split(READER, "s.parquet", kept, {True: "yes", False: "no"})
    assert ["text 0", "text 5"] == pq.read_table("yes")["a"].to_pylist()
    assert ["text 1", "text 4"] == pq.read_table("no")["a"].to_pylist()


def test_where_every_row_group_is_broken_the_outputs_have_the_schema(shard):
    for group in range(3):
        shard = with_broken_page(shard, group)
    Path("s.parquet").write_bytes(shard)
    split(READER, "s.parquet", [True] * 6, {True: "yes"})
    assert (TABLE.schema, 0) == (pq.read_schema("yes"), pq.read_table("yes").num_rows)


def test_a_shard_without_a_schema_has_no_outputs(folder):
    Path("s.parquet").write_bytes(b"PAR1")
    split(READER, "s.parquet", [True], {True: "yes", False: "no"})
    assert ["s.parquet"] == sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
def test_no_byte_of_the_footer_and_no_cut_raises(shard):
    footer = len(shard) - 8 - int.from_bytes(shard[-8:-4], "little")
    for place in range(footer, len(shard), 7):
        wrong = shard[:place] + bytes([shard[place] ^ 0x55]) + shard[place + 1 :]
        answers = [True] * len(causes(wrong))
        split(READER, "s.parquet", answers, {True: "yes"})
        causes(shard[:place])


class Keys(pe.KmsClient):
    """Wraps a key by writing it down."""

    def __init__(self, _config):
        super().__init__()

    def wrap_key(self, key, _master):
        return key.hex().encode()

    def unwrap_key(self, wrapped, _master):
        return bytes.fromhex(wrapped.decode())


@pytest.mark.parametrize(
    ("plaintext_footer", "expected"), [(False, ["unreadable"]), (True, ["unreadable"] * 6)]
)
def test_what_is_encrypted_is_unreadable(folder, plaintext_footer, expected):
    factory = pe.CryptoFactory(Keys)
    secret = pe.EncryptionConfiguration(
        footer_key="f", column_keys={"c": ["a"]}, plaintext_footer=plaintext_footer
    )
    keys = factory.file_encryption_properties(pe.KmsConnectionConfig(), secret)
    pq.write_table(TABLE, "s.parquet", encryption_properties=keys, row_group_size=2)
    assert expected == causes(Path("s.parquet").read_bytes())
