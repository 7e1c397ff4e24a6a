"""Which arguments open the window, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.__main__ import main, wants_window
from crm_desktop.domain.reminders.follow_up_list import ListRequest
from crm_desktop.services import customers, printing, reminders
from crm_desktop.shared.errors import StorageError
from tests.factories import TODAY, a_customer, a_reminder, a_shop


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--data", "tienda"], True),
        (["--data=tienda"], True),
        (["--data"], False),
        (["--data", "check"], True),
        (["--data", "tienda", "check"], False),
        (["check"], False),
        (["--help"], False),
    ],
)
def test_a_command_or_a_mistake_opens_no_window(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window


def test_without_a_screen_a_sentence_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    told = capsys.readouterr()
    assert not told.out
    assert "pantalla" in told.err


def test_an_option_without_its_value_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data"]) == 2
    assert "--data" in capsys.readouterr().err


def test_a_list_that_could_not_be_delivered_is_not_kept(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    who = customers.save_customer(shop, a_customer()).value
    reminders.save(shop, a_reminder(who))

    def fail(_pdf: bytes) -> None:
        raise StorageError("lleno")

    with pytest.raises(StorageError):
        printing.follow_up_list(shop, ListRequest(TODAY, TODAY), fail)
    assert printing.printed_lists(shop) == []
    shop.close()
