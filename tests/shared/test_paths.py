"""Where a shop's files are."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.shared import paths
from crm_desktop.shared.paths import ShopPaths


def test_a_folder_holds_the_shop(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "por hacer (ñ)"):
        found = ShopPaths.of(folder)
        assert (found.folder, found.database) == (folder, folder / "mostrador.db")
        assert (found.backups, found.logs) == (folder / "copias", folder / "registro")


@pytest.mark.parametrize("name", ["tienda.db", "tienda.SQLITE", "tienda.mostrador"])
def test_a_file_may_be_named_before_it_is_there(tmp_path: Path, name: str) -> None:
    assert ShopPaths.of(tmp_path / name) == ShopPaths(tmp_path / name, tmp_path)


def test_a_file_that_is_there_may_have_any_name(tmp_path: Path) -> None:
    (tmp_path / "tienda vieja").touch()
    assert ShopPaths.of(str(tmp_path / "tienda vieja")).database == tmp_path / "tienda vieja"


def test_a_folder_may_be_called_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.db").mkdir()
    assert ShopPaths.of(tmp_path / "x.db").database == tmp_path / "x.db" / "mostrador.db"


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ShopPaths.of("tienda").folder == tmp_path / "tienda"


def test_the_programs_own_files_are_there() -> None:
    assert (paths.resources_dir() / "fonts").is_dir()
    assert (paths.translations_dir() / "es").is_dir()


@pytest.mark.parametrize("named", ["", "/srv/choices"])
def test_this_pcs_folders_are_those_of_the_desktop(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, named)
    assert str(paths.config_dir()) == platformdirs.user_config_dir("Mostrador", appauthor=False)
    assert str(paths.default_data_dir()) == platformdirs.user_data_dir("Mostrador", appauthor=False)
