"""The whole program: started, smoked, refused, restored, another shop; each in the way a person meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.app import Program
from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.gui import events, messages, tasks, theme
from crm_desktop.gui.common.start_options import Options, options
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.first_run.problem import StartProblem
from crm_desktop.gui.first_run.wizard import FirstRun
from crm_desktop.services import backups, customers, settings
from crm_desktop.services.shop import open_shop
from crm_desktop.shared import i18n
from crm_desktop.shared.paths import program_dir
from tests.factories import a_customer, a_profile

Start = Callable[..., Program]


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], Options()),
        (["--data", "a b"], Options("a b")),
        (["--data=ñ", "--smoke", "x.png"], Options("ñ", Path("x.png"))),
        (["--language", "en"], Options(language="en")),
    ],
)
def test_options(arguments: list[str], wanted: Options) -> None:
    assert options(arguments) == wanted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop with two customers, in a folder with spaces and accents."""
    made = tmp_path / "Mi tienda ñ"
    with_customers(made, 2)
    return made


def with_customers(folder: Path, count: int) -> None:
    shop = open_shop(folder)
    settings.save_profile(shop, a_profile())
    for number in range(count):
        customers.save_customer(shop, a_customer(given_name=f"Cliente{number}"))
    shop.close()


@pytest.fixture
def start(themed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts the program inside this process, up to its event loop; ends it properly."""
    programs: list[Program] = []
    hook = sys.excepthook

    def begin(data: Path, state: UiState | None = None, **more: object) -> Program:
        program = Program(themed, Options(str(data), None, "en"), state or UiState())
        program._speak("en")
        messages.install(program.presenter)
        programs.append(program)
        program._start()
        qtbot.waitUntil(tasks.runner().idle)
        return program

    yield begin
    for program in programs:
        if program.window is not None:
            program.window.hide()
        if program._other is not None:
            program._other.hide()
        program._wrote = False
        program._close_shop()
        program._release_lock()
    messages.install(messages.LogPresenter())
    events.forget()
    sys.excepthook = hook
    i18n.install("en")
    themed.setQuitOnLastWindowClosed(False)
    theme.apply(themed, theme.Look(theme.ThemeMode.LIGHT))


def test_a_shop_opens_in_its_window(start: Start, folder: Path, qtbot: QtBot) -> None:
    program = start(folder)
    assert program.window is not None
    qtbot.waitUntil(lambda: "2 customers" in program.window.bar.counts.text())  # type: ignore[union-attr]
    assert "Mercería La Alameda" in program.window.windowTitle()


def test_a_new_shop_begins_with_the_wizard(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start(tmp_path / "nueva")
    wizard = program._other
    assert isinstance(wizard, FirstRun)
    assert program.window is None
    wizard.shop_step.form.put("name", "Nueva")
    for _step in range(3):
        wizard.next()
    wizard.begin_step.choices["empty"].click()
    wizard.next()
    qtbot.waitUntil(lambda: program.window is not None)
    assert not wizard.isVisible()


def test_what_is_changed_is_told_to_all_and_backed_up_at_the_end(
    start: Start, folder: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    shop, window = program.shop, program.window
    assert shop is not None
    assert window is not None
    tasks.run_change(window, lambda: customers.save_customer(shop, a_customer(given_name="Otra")))
    qtbot.waitUntil(lambda: bool(window.bar.sentence.text()))
    assert program._wrote
    program._close_shop()
    assert [one.reason for one in backups.list_folder(folder / "copias")] == ["closing"]


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000]
)
def test_a_file_that_cannot_be_opened_is_explained_and_left_untouched(
    start: Start, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "rota"
    folder.mkdir()
    file = folder / "mostrador.db"
    file.write_bytes(content)
    program = start(folder)
    assert isinstance(program._other, StartProblem)
    assert program._other.sentence.text()
    assert file.read_bytes() == content
    assert program.window is None


def test_a_damaged_shop_is_restored_from_its_backup(start: Start, folder: Path, qtbot: QtBot) -> None:
    shop = open_shop(folder)
    backups.create(shop)
    shop.close()
    file = folder / "mostrador.db"
    for stale in folder.glob("mostrador.db-*"):
        stale.unlink()
    file.write_bytes(b"\x00" * 8192)
    program = start(folder)
    problem = program._other
    assert isinstance(problem, StartProblem)
    assert problem.newest is not None
    problem.restore.emit(problem.newest.path)
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.shop is not None
    assert customers.count(program.shop, CustomerFilter()) == 2


def test_a_backup_takes_the_shops_place_while_the_program_runs(
    start: Start, folder: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    shop, first = program.shop, program.window
    assert shop is not None
    assert first is not None
    made = backups.create(shop)
    customers.save_customer(shop, a_customer(given_name="Después"))
    program.restore(made.path)
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first)
    assert program.shop is not None
    assert customers.count(program.shop, CustomerFilter()) == 2
    assert "restore" in [one.reason for one in backups.listing(program.shop)]


def test_another_shop_is_opened_and_remembered(
    start: Start, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "otra"
    with_customers(other, 5)
    state = UiState()
    program = start(folder, state)
    first = program.window
    program.open_shop(other)
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first)
    assert program.shop is not None
    assert customers.count(program.shop, CustomerFilter()) == 5
    assert state.text("data") == str(other)


def test_the_accent_colour_follows_the_shop(start: Start, folder: Path, qtbot: QtBot) -> None:
    from crm_desktop.gui import colours

    program = start(folder)
    shop, window = program.shop, program.window
    assert shop is not None
    assert window is not None
    made = shop.profile._replace(accent="#be123c")
    tasks.run_change(window, lambda: settings.save_profile(shop, made))
    qtbot.waitUntil(lambda: colours.current().fill == colours.light("#be123c").fill)


def test_a_crash_is_shown_once_and_the_program_goes_on(start: Start, folder: Path, qtbot: QtBot) -> None:
    program = start(folder)
    window = program.window
    assert window is not None
    for _again in range(2):
        tasks.run_query(window, lambda: 1 / 0, lambda _r: None)
    qtbot.waitUntil(lambda: program.presenter._crash is not None)
    dialog = program.presenter._crash
    assert dialog is not None
    assert "ZeroDivisionError" in dialog.report
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == dialog.report
    dialog.close()
    window.go("settings")
    assert window.current_id() == "settings"


# ------------------------------------------------------------------------------ as a process of its own


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}
    return subprocess.run(
        [sys.executable, "-m", "crm_desktop", *arguments],
        cwd=program_dir(), env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_smoke_paints_the_window_saves_its_picture_and_ends(folder: Path, tmp_path: Path) -> None:
    picture = tmp_path / "ventana ñ.png"
    done = run("--data", str(folder), "--smoke", str(picture))
    assert (done.returncode, done.stderr) == (0, "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    assert len({image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 31)}) > 20


def test_smoke_fails_with_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    broken = tmp_path / "rota"
    broken.mkdir()
    (broken / "mostrador.db").write_bytes(b"x" * 5000)
    done = run("--data", str(broken), "--smoke", str(tmp_path / "x.png"))
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("screen", ["home", "customers", "reminders"])
def test_opening_the_window_loads_nothing_that_can_wait(folder: Path, tmp_path: Path, screen: str) -> None:
    code = (
        "import sys, json\n"
        "from crm_desktop.gui.common.ui_state import UiState\n"
        f"UiState.text = lambda self, key, default='': {screen!r} if key == 'screen' else default\n"
        "from crm_desktop.app import run\n"
        f"run(['--data', {str(folder)!r}, '--smoke', {str(tmp_path / 'x.png')!r}])\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=program_dir(), env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    loaded = set(json.loads(done.stdout))
    heavy = {
        "babel", "reportlab", "phonenumbers", "stdnum", "holidays", "icalendar", "pypdfium2",
        "pypdf", "xlsxwriter", "python_calamine", "PIL", "click", "PySide6.QtNetwork", "multiprocessing",
    }  # fmt: skip
    assert loaded & heavy == set()
