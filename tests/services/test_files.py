"""Files that the shop gets: whole, or the old one as it was."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import pytest

from crm_desktop.services.files import write_whole
from crm_desktop.shared.errors import StorageError
from tests.store.shops import files, mounted


def test_a_file_is_written_from_bytes_or_by_a_function(tmp_path: Path) -> None:
    path = tmp_path / "la lista (ñ).pdf"
    write_whole(path, b"uno")
    assert path.read_bytes() == b"uno"
    write_whole(path, lambda file: file.write(b"dos"))
    assert path.read_bytes() == b"dos"
    assert files(tmp_path) == [path.name]


def test_the_old_file_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    path = tmp_path / "lista.pdf"
    write_whole(path, b"viejo")

    def full(file: IO[bytes]) -> None:
        file.write(b"medio")
        raise OSError(28, "No space left on device")

    def fault(_file: IO[bytes]) -> None:
        raise ZeroDivisionError

    with pytest.raises(StorageError, match="full"):
        write_whole(path, full)
    with pytest.raises(ZeroDivisionError):
        write_whole(path, fault)
    assert path.read_bytes() == b"viejo"
    assert files(tmp_path) == ["lista.pdf"]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "disco"
    folder.mkdir()
    with mounted(folder, "tmpfs", "size=64k"):
        write_whole(folder / "lista.pdf", b"viejo")
        with pytest.raises(StorageError, match="full"):
            write_whole(folder / "lista.pdf", bytes(1 << 20))
        assert (folder / "lista.pdf").read_bytes() == b"viejo"
        assert files(folder) == ["lista.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_whole(tmp_path / "nada" / "lista.pdf", b"x")
    assert str(tmp_path / "nada") in caught.value.sentence
    assert ".parte" not in caught.value.sentence


def test_a_file_that_may_not_be_replaced_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lista.pdf"
    path.mkdir()
    with pytest.raises(StorageError) as caught:
        write_whole(path, b"x")
    assert "lista.pdf" in caught.value.sentence
    assert files(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_what_a_link_points_at_is_written(tmp_path: Path) -> None:
    (tmp_path / "de verdad.pdf").write_bytes(b"viejo")
    (tmp_path / "enlace.pdf").symlink_to(tmp_path / "de verdad.pdf")
    write_whole(tmp_path / "enlace.pdf", b"nuevo")
    assert (tmp_path / "enlace.pdf").is_symlink()
    assert (tmp_path / "de verdad.pdf").read_bytes() == b"nuevo"
