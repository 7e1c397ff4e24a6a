"""What is pictured: each scene brings the window into a state and returns the widget to picture.

Every screen has a line as it opens; a dialog, a menu, or a screen with something in it has one of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.gui.settings.page import SECTIONS, SettingsPage
from tests.shots import files, imports, segments, trade, work
from tests.shots.stage import Scene, Stage


@dataclass(frozen=True)
class Shot:
    """One picture in each theme: its name, its scene, and whether it also is taken at 1024×600."""

    name: str
    scene: Scene
    small: bool = False


def _screen(screen: str) -> Scene:
    return lambda stage: stage.show(screen)


def _settings(part: str) -> Scene:
    return lambda stage: stage.show("settings", part)


def dialog_of(stage: Stage) -> QWidget:
    """Return the dialog in front; the window when there is none."""
    stage.rest()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return found[-1] if found else stage.window


def _search(stage: Stage) -> QWidget:
    stage.show("home")
    stage.window.top.search.enter()
    stage.window.top.search.setText("garcia")
    stage.rest()
    return stage.window


def _keys(stage: Stage) -> QWidget:
    stage.show("home")
    stage.window.show_keys()
    return dialog_of(stage)


def _narrow(stage: Stage) -> QWidget:
    stage.show("home")
    stage.window.nav.set_narrow(True)
    return stage.window


def _undo_bar(stage: Stage) -> QWidget:
    from crm_desktop.domain.customers.listing import CustomerFilter
    from crm_desktop.gui import tasks
    from crm_desktop.services import customers

    stage.show("home")
    ids = list(customers.list_ids(stage.shop, CustomerFilter()))[:38]
    tasks.run_change(stage.window, lambda: customers.tag(stage.shop, ids, add=["Feria"]))
    stage.rest()
    work = tasks.Progress("Importando clientes…")
    work.step(3400, 10000)
    stage.window.bar.watch(work)
    return stage.window


def _person(stage: Stage) -> QWidget:
    stage.show("settings", "people")
    page = stage.window.screens["settings"]
    assert isinstance(page, SettingsPage)
    page.current().add()  # type: ignore[attr-defined]
    return dialog_of(stage)


def _field(stage: Stage) -> QWidget:
    stage.show("settings", "fields")
    page = stage.window.screens["settings"]
    assert isinstance(page, SettingsPage)
    page.current().add()  # type: ignore[attr-defined]
    return dialog_of(stage)


def _unsaved(stage: Stage) -> QWidget:
    from crm_desktop.gui import messages

    stage.show("home")
    messages.ask_unsaved(stage.window, lambda: None, lambda: None)
    return dialog_of(stage)


def _error(stage: Stage) -> QWidget:
    from crm_desktop.gui import messages

    stage.show("home")
    messages.show_error(
        stage.window, "No queda sitio en el disco. Hay que liberar espacio y guardar otra vez."
    )
    return dialog_of(stage)


def _crash(stage: Stage) -> QWidget:
    from crm_desktop.gui.common.crash_dialog import CrashDialog

    stage.show("home")
    CrashDialog(
        stage.window, "Mostrador 0.1.0 · Python 3.11 · Linux\nZeroDivisionError\n  crm_desktop/x.py:1 f"
    ).open()
    return dialog_of(stage)


def wizard(number: int) -> Scene:
    """Return a scene with one step of the first start."""

    def scene(stage: Stage) -> QWidget:
        from crm_desktop.gui.first_run.wizard import FirstRun

        made = FirstRun(stage.shop, stage.window.state, lambda: None)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.show()
        if number:
            made.shop_step.form.put("name", "Librería Ñandú")
        for _step in range(number):
            made.next()
        stage.rest()
        return made

    return scene


def _problem(stage: Stage) -> QWidget:
    from crm_desktop.gui.first_run.problem import StartProblem

    made = StartProblem(
        "El archivo de la tienda está dañado y no se ha tocado. Se puede restaurar la copia más reciente.",
        stage.shop.paths,
    )
    made.show()
    stage.rest()
    return made


SHOTS: tuple[Shot, ...] = (
    Shot("home", _screen("home"), small=True),
    Shot("home-search", _search),
    Shot("home-undo", _undo_bar),
    Shot("home-narrow", _narrow),
    Shot("counter", _screen("counter"), small=True),
    Shot("counter-finding", trade.finding, small=True),
    Shot("counter-serving", trade.serving, small=True),
    Shot("counter-sold", trade.sold),
    Shot("counter-redeem", trade.redeeming),
    Shot("counter-return", trade.returning),
    Shot("counter-new", trade.quick_customer),
    Shot("customers", _screen("customers"), small=True),
    Shot("customers-selection", work.selection, small=True),
    Shot("customers-search", work.search_on_customers),
    Shot("file-top", files.top, small=True),
    Shot("file-below", files.below, small=True),
    Shot("file-purchase", files.purchase),
    Shot("file-consent", files.action("consent")),
    Shot("file-card", files.action("card")),
    Shot("file-statement", files.action("statement")),
    Shot("editor", work.editor, small=True),
    Shot("editor-sections", work.editor_sections),
    Shot("editor-new", work.editor_new),
    Shot("import-invitation", imports.invitation),
    Shot("import-file", imports.step(0), small=True),
    Shot("import-columns", imports.step(1, "outlook_es.csv"), small=True),
    Shot("import-check", imports.step(2), small=True),
    Shot("import-cards", imports.step(0, "bad.vcf")),
    Shot("import-report", imports.report),
    Shot("import-till-file", files.till(0)),
    Shot("import-till-columns", files.till(1), small=True),
    Shot("import-till-check", files.till(2), small=True),
    Shot("segments", _screen("segments"), small=True),
    Shot("segments-members", segments.members, small=True),
    Shot("segments-compared", segments.compared),
    Shot("segments-editor", segments.editor, small=True),
    Shot("segments-topics", segments.topics),
    Shot("segments-letters", segments.letters),
    Shot("reminders", _screen("reminders"), small=True),
    Shot("reminders-calendar", work.view("month"), small=True),
    Shot("reminders-people", work.view("people"), small=True),
    Shot("reminder-editor", work.reminder_editor, small=True),
    Shot("reminder-complete", work.complete),
    Shot("reminders-print", work.print_list, small=True),
    Shot("reminders-results", work.results, small=True),
    Shot("loyalty", _screen("loyalty"), small=True),
    Shot("loyalty-vouchers", trade.vouchers),
    Shot("loyalty-program", trade.program_editor, small=True),
    Shot("loyalty-simulator", trade.simulator, small=True),
    Shot("products", trade.products(0), small=True),
    Shot("products-orders", trade.products(1)),
    Shot("products-asked-for", trade.products(2)),
    Shot("product-editor", trade.product_editor, small=True),
    *(Shot(f"settings-{part[0]}", _settings(part[0]), small=part[0] == "shop") for part in SECTIONS),
    Shot("settings-person", _person),
    Shot("settings-field", _field),
    Shot("keys", _keys),
    Shot("message-unsaved", _unsaved),
    Shot("message-error", _error),
    Shot("message-crash", _crash),
    Shot("start-problem", _problem),
)
EMPTY: tuple[Shot, ...] = (
    *(Shot(f"first-start-{number + 1}", wizard(number)) for number in range(4)),
    Shot("empty-home", _screen("home"), small=True),
    Shot("empty-customers", _screen("customers")),
    Shot("empty-reminders", _screen("reminders")),
    Shot("empty-counter", _screen("counter")),
    Shot("empty-loyalty", _screen("loyalty")),
    Shot("empty-products", _screen("products")),
    Shot("empty-settings-people", _settings("people")),
)
