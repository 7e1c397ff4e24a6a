"""What the disk says when it refuses."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from crm_desktop.shared import disk
from crm_desktop.shared.errors import StorageError


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EFBIG, "full"),
        (errno.EACCES, "/a/lista.pdf cannot be written"),
        (errno.EROFS, "/a/lista.pdf cannot be written"),
        (errno.EIO, "disk failed"),
    ],
)
def test_an_error_becomes_a_sentence_with_the_file_that_was_wanted(code: int, words: str) -> None:
    known = disk.explain(OSError(code, "x", "/a/.borrador.parte"), Path("/a/lista.pdf"))
    assert isinstance(known, StorageError)
    assert words in known.sentence.replace(os.sep, "/")


def test_a_missing_folder_is_named_and_not_the_draft_in_it() -> None:
    known = disk.explain(OSError(errno.ENOENT, "x", "/a/.borrador"), Path("/a/lista.pdf"))
    assert known is not None
    assert "lista" not in known.sentence
    assert str(Path("/a")) in known.sentence


def test_an_error_that_nobody_understands_stays_one() -> None:
    assert disk.explain(OSError(errno.ELOOP, "x")) is None


def test_moving_replaces_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "nuevo").write_text("nuevo")
    (tmp_path / "viejo").write_text("viejo")
    disk.move(tmp_path / "nuevo", tmp_path / "viejo")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("viejo", "nuevo")]
    disk.flush_folder(tmp_path)


def test_a_file_system_that_cannot_flush_folders_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(_handle: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    def broken(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", cannot)
    disk.flush_folder(tmp_path)
    if os.name != "nt":
        monkeypatch.setattr(os, "fsync", broken)
        with pytest.raises(OSError, match="Input/output"):
            disk.flush_folder(tmp_path)
