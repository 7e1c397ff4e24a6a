from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.csv_records import MAX_LINE, MAX_QUOTED_LINES, Lines, split_records


def cells(text: str, separator: str = ";", newline: str = "\n", quote: str = '"') -> list[list[str] | None]:
    """The cells of every record; None for one that cannot be read."""
    pieces = [text[i : i + 7] for i in range(0, len(text), 7)]  # cut anywhere
    return [
        None if record.problem else record.cells
        for record in split_records(iter(pieces), separator, quote, newline)
    ]


def test_plain_records_with_either_line_end() -> None:
    assert cells("a;b\r\n1;2\n3;4") == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_empty_lines_are_no_records_but_a_line_of_separators_is() -> None:
    assert cells("a;b\n\n1;2\n   \n;\n\n") == [["a", "b"], ["1", "2"], ["", ""]]


def test_quoted_fields_keep_line_ends_separators_and_quotes() -> None:
    assert cells('a;b\n"x;y";"l1\r\nl2\rl3"\n"dijo ""hola""";2\n') == [
        ["a", "b"],
        ["x;y", "l1\r\nl2\rl3"],
        ['dijo "hola"', "2"],
    ]


def test_quotes_that_were_not_doubled_are_kept() -> None:
    assert cells('a;b\n"El "Chato"";1\ntubo 5";2\n" suelto" ;3\n') == [
        ["a", "b"],
        ['El "Chato"', "1"],
        ['tubo 5"', "2"],
        [" suelto", "3"],
    ]


def test_a_space_before_a_quote_is_no_part_of_the_field() -> None:
    assert cells('a, b\n1, "x, y"\n', ",") == [["a", " b"], ["1", "x, y"]]


@pytest.mark.parametrize(
    "text",
    [
        'n;t\nAna;"García;612\nBea;613\nCarlos;614\n',
        'n;t\nAna;"García;612\nBea;"613"\nCarlos;614\n',
        'n;t;u\nAna;"García;612\nBea;613;"\nCarlos;614;1\nDiana;615;2\n',
    ],
)
def test_an_unclosed_quote_costs_its_own_row_only(text: str) -> None:
    found = cells(text)
    assert found[1] is None
    assert found[-1] is not None
    assert found[-1][0] in {"Carlos", "Diana"}
    assert len(found) == text.count("\n")


def test_an_unclosed_quote_in_the_last_row_is_told() -> None:
    assert cells('n;t\nAna;1\nBea;"sin cerrar') == [["n", "t"], ["Ana", "1"], None]


def test_an_unclosed_quote_never_reads_on_without_end() -> None:
    body = "".join(f"Cliente {i};6\n" for i in range(MAX_QUOTED_LINES + 500))
    found = cells(f'n;t\n"rota;1\n{body}')
    assert found[1] is None
    assert len(found) == 2 + MAX_QUOTED_LINES + 500


def test_files_of_old_macs_end_lines_with_a_lone_cr() -> None:
    assert cells("n;t\rAna;1\r\rBea;2\r", newline="\r") == [["n", "t"], ["Ana", "1"], ["Bea", "2"]]


def test_a_lone_cr_ends_a_complete_record_and_is_part_of_a_field_otherwise() -> None:
    assert cells("n;t\nAna;1\rBea;2\nCar\rla;3\r\r\nDavid;4\n") == [
        ["n", "t"],
        ["Ana", "1"],
        ["Bea", "2"],
        ["Car\rla", "3"],
        ["David", "4"],
    ]


def test_many_lone_crs_in_a_field_do_not_exhaust_the_stack() -> None:
    found = cells("a;b;c\nx" + "\r" * 20_000 + "y;2;3\n")
    assert found[1] is not None
    assert len(found) == 2


def test_a_line_without_end_is_told_and_not_kept() -> None:
    pieces = iter(["a;b\n1;2\n", *["x" * 500_000] * (MAX_LINE // 500_000 + 3), "\n3;4\n"])
    found = list(split_records(pieces, ";", '"', "\n"))
    assert [bool(record.problem) for record in found] == [False, False, True, False]
    assert found[-1].cells == ["3", "4"]
    assert found[-1].line == 4


def test_ten_thousand_columns() -> None:
    header = ";".join(f"c{i}" for i in range(10_000))
    found = cells(f"{header}\n{';'.join(['1'] * 10_000)}\n")
    assert [len(row or []) for row in found] == [10_000, 10_000]


def test_a_field_over_the_limit_of_the_csv_module_is_read() -> None:
    found = cells('a;b\n"' + "x" * 200_000 + '";2\n')
    assert found[1] is not None
    assert len(found[1][0]) == 200_000


def test_lines_are_numbered_as_in_the_file() -> None:
    text = 'a;b\n\n"x\ny";1\n"rota;2\nz;3\n'
    lines = [record.line for record in split_records(iter([text]), ";", '"', "\n")]
    assert lines == [1, 3, 5, 6]


def test_lines_can_be_given_back() -> None:
    lines = Lines(iter(["a\nb\nc"]), "\n")
    first, second = next(lines), next(lines)
    lines.push_back([second])
    assert (first, next(lines), lines.number, next(lines)) == ("a", "b", 2, "c")


FIELDS = st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)


@given(
    rows=st.lists(st.lists(FIELDS, min_size=2, max_size=5), min_size=1, max_size=8),
    separator=st.sampled_from(";,\t|"),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_csv_module_writes_is_read_back(
    rows: list[list[str]], separator: str, line_end: str
) -> None:
    width = len(rows[0])
    table = [[*row, *[""] * width][:width] for row in rows]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(table)
    assert cells(text.getvalue(), separator) == table


@given(
    lines=st.lists(
        st.text(alphabet='ab;"\r ', min_size=1, max_size=8).filter(lambda t: t.strip(" \r") != ""), max_size=9
    )
)
def test_every_line_with_something_in_it_is_accounted_for(lines: list[str]) -> None:
    text = "\n".join(["n;t", *lines])
    records = list(split_records(iter([text]), ";", '"', "\n"))
    starts = [record.line for record in records]
    assert starts == sorted(starts)
    covered: set[int] = set()
    for record, following in zip(records, [*starts[1:], len(lines) + 2], strict=True):
        covered |= set(range(record.line, max(following, record.line + 1)))
    # A record begins at each line, or spans it as part of a quoted field; none is passed over in silence, but
    # for lines in which there is nothing.
    assert covered == set(range(1, len(lines) + 2))
    for record, following in zip(records, [*starts[1:], len(lines) + 2], strict=True):
        left_out = lines[record.line - 1 : following - 2]
        if "".join(left_out).strip('" \r'):
            assert "\n" in "".join(record.cells)
