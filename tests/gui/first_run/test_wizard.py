"""The first start: four steps, a sample with one button, nothing typed lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.shop import PaperSize
from crm_desktop.gui import tasks
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.first_run import wizard as wizard_module
from crm_desktop.gui.first_run.problem import StartProblem
from crm_desktop.gui.first_run.wizard import FirstRun
from crm_desktop.services import backups, customers, settings
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import StorageError
from tests.factories import a_shop
from tests.gui.recorder import MessageRecorder


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "shop")) as made:
        yield made


@pytest.fixture
def wizard(gui: tasks.Runner, qtbot: QtBot, shop: Shop) -> FirstRun:
    made = FirstRun(shop, UiState(), lambda: None)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(wizard: FirstRun) -> None:
    wizard.shop_step.form.put("name", "Librería Ñandú")
    wizard.next()
    wizard.region_step.form.put("country", "MX")
    wizard.next()
    wizard.next()


def test_it_has_at_most_five_steps_and_says_which_this_is(wizard: FirstRun) -> None:
    assert len(wizard.steps) <= 5
    assert wizard.dots.accessibleName() == f"Step 1 of {len(wizard.steps)}"


def test_a_shop_without_a_name_does_not_go_on(wizard: FirstRun) -> None:
    wizard.next_button.click()
    assert wizard.current() == 0
    assert wizard.shop_step.form.fields["name"].message.isVisible()


def test_enter_goes_on_from_any_field(wizard: FirstRun) -> None:
    name = wizard.shop_step.form.fields["name"].control
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert wizard.current() == 0
    assert wizard.shop_step.form.fields["name"].message.isVisible()
    QTest.keyClicks(name, "Libreria")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert wizard.current() == 1
    wizard.back_button.setFocus()
    QTest.keyClick(wizard.back_button, Qt.Key.Key_Return)
    assert wizard.current() == 0


def test_going_back_loses_nothing(wizard: FirstRun) -> None:
    fill(wizard)
    for _step in range(3):
        wizard.back_button.click()
    assert wizard.current() == 0
    assert wizard.shop_step.form.value("name") == "Librería Ñandú"
    assert wizard.region_step.form.value("country") == "MX"
    wizard.back()
    assert wizard.current() == 0


@pytest.mark.parametrize(("choice", "target"), [("empty", ""), ("import", "import")])
def test_the_shop_is_set_up_and_the_window_follows(
    wizard: FirstRun, shop: Shop, qtbot: QtBot, choice: str, target: str
) -> None:
    fill(wizard)
    wizard.begin_step.choices[choice].click()
    with qtbot.waitSignal(wizard.finished_with) as ended:
        QTest.keyClick(wizard.next_button, Qt.Key.Key_Space)
    assert ended.args == [target]
    profile = shop.profile
    assert (profile.name, profile.country, profile.currency) == ("Librería Ñandú", "MX", "MXN")
    assert (profile.paper, profile.locale) == (PaperSize.LETTER, "es_MX")


def test_a_logo_gives_the_accent_colour(wizard: FirstRun, shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#1d4ed8"))
    image.save(str(tmp_path / "logo.png"))
    fill(wizard)
    wizard.logo_step.take_file(tmp_path / "logo.png")
    wizard.begin_step.choices["empty"].click()
    with qtbot.waitSignal(wizard.finished_with):
        wizard.next()
    assert shop.profile.accent == "#1d4ed8"
    assert settings.logo(shop)


def test_a_picture_that_cannot_be_read_is_refused(
    wizard: FirstRun, tmp_path: Path, recorder: MessageRecorder
) -> None:
    (tmp_path / "x.png").write_text("no")
    wizard.logo_step.take_file(tmp_path / "x.png")
    assert len(recorder.errors) == 1
    assert wizard.logo_step.data is None


def test_one_button_opens_a_sample_shop(
    wizard: FirstRun, shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wizard_module, "SAMPLE_CUSTOMERS", 40)
    with qtbot.waitSignal(wizard.finished_with, timeout=20_000):
        wizard.sample_link.click()
    assert customers.count(shop, CustomerFilter(archived=None)) == 40
    assert shop.profile.name


def test_a_sample_can_be_chosen_at_the_end(
    wizard: FirstRun, shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wizard_module, "SAMPLE_CUSTOMERS", 40)
    fill(wizard)
    wizard.begin_step.choices["sample"].click()
    with qtbot.waitSignal(wizard.finished_with, timeout=20_000):
        wizard.next()
    assert customers.count(shop, CustomerFilter(archived=None)) == 40
    assert shop.profile.name == "Librería Ñandú"


def test_a_full_disk_is_told_and_everything_typed_stays(
    wizard: FirstRun, qtbot: QtBot, recorder: MessageRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise StorageError("No queda sitio.")

    monkeypatch.setattr(settings, "save_profile", full)
    fill(wizard)
    wizard.next()
    qtbot.waitUntil(lambda: bool(recorder.errors))
    assert recorder.errors == ["No queda sitio."]
    assert wizard.next_button.isEnabled()
    assert wizard.shop_step.form.value("name") == "Librería Ñandú"


def test_what_the_service_refuses_leads_back_to_its_step(wizard: FirstRun, qtbot: QtBot) -> None:
    wizard.shop_step.form.fields["town"]._limit = 10_000  # type: ignore[attr-defined]
    wizard.shop_step.form.put("town", "x" * 900)
    fill(wizard)
    wizard.next()
    qtbot.waitUntil(wizard.next_button.isEnabled)
    assert wizard.current() == 0
    assert wizard.shop_step.form.fields["town"].message.isVisible()


def test_closing_it_is_told(wizard: FirstRun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wizard.given_up):
        wizard.close()


def test_it_works_on_a_small_screen(wizard: FirstRun) -> None:
    wizard.resize(620, 480)
    assert wizard.height() <= 600
    assert not wizard.grab().isNull()


# ---------------------------------------------------------------------- a shop that cannot be opened


def test_a_problem_at_the_start_says_what_can_be_done(
    gui: tasks.Runner, qtbot: QtBot, shop: Shop, recorder: MessageRecorder
) -> None:
    made = backups.create(shop)
    problem = StartProblem("El archivo está <b>dañado</b>.", shop.paths)
    qtbot.addWidget(problem)
    problem.show()
    asked: list[object] = []
    problem.restore.connect(asked.append)
    problem.restore_button.click()
    assert asked == []
    recorder.answer("Restore")
    problem.restore_button.click()
    assert asked == [made.path]
    with qtbot.waitSignal(problem.again):
        problem.again_button.click()
    problem.close_button.click()
    assert not problem.isVisible()


def test_without_a_backup_none_is_offered(gui: tasks.Runner, qtbot: QtBot, shop: Shop) -> None:
    problem = StartProblem("x", shop.paths)
    qtbot.addWidget(problem)
    problem.show()
    assert not problem.restore_button.isVisible()
    assert isinstance(problem, QWidget)


def test_enter_alone_leads_from_the_name_to_the_shop(wizard: FirstRun, shop: Shop, qtbot: QtBot) -> None:
    wizard.activateWindow()
    wizard.shop_step.form.put("name", "Librería Ñandú")
    for step in (1, 2, 3):
        QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
        assert wizard.current() == step
        qtbot.wait(5)
    assert wizard.focusWidget() is wizard.begin_step.choices["import"]
    QTest.keyClick(wizard.begin_step.choices["import"], Qt.Key.Key_Down)
    with qtbot.waitSignal(wizard.finished_with) as ended:
        QTest.keyClick(wizard.begin_step.choices["empty"], Qt.Key.Key_Return)
    assert ended.args == [""]
    assert shop.profile.name == "Librería Ñandú"
