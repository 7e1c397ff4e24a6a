"""Ajustes: tags renamed, joined and removed, each in one step that is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.gui.settings.tags_section import TagNameDialog, TagsSection
from crm_desktop.services import customers, journal
from tests.factories import a_customer
from tests.gui.settings.conftest import Place, settle
from tests.gui.settings.tools import only_dialog, part

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def lines(section: TagsSection) -> list[str]:
    return [section.list.item(row).text() for row in range(section.list.count())]


def two_customers(place: Place) -> tuple[int, int]:
    one = customers.save_customer(place.shop, a_customer(tags=("Vip", "Feria"), contacts=())).value
    other = customers.save_customer(place.shop, a_customer(tags=("feria 2026",), contacts=())).value
    return one, other


def tags_of(place: Place, customer: int) -> tuple[str, ...]:
    return customers.get_customer(place.shop, customer).tags


def test_a_tag_with_the_name_of_another_becomes_one_with_it(place: Place, qtbot: QtBot) -> None:
    one, other = two_customers(place)
    section: TagsSection = part(place, "tags", TagsSection)
    settle(qtbot)
    assert lines(section) == ["Feria  –  1 customer", "feria 2026  –  1 customer", "Vip  –  1 customer"]
    section.list.setCurrentRow(1)
    section.edit(section.current_key())
    dialog = only_dialog(place, TagNameDialog)
    dialog.form.put("name", "Feria")
    dialog.save_button.click()
    settle(qtbot)
    assert lines(section) == ["Feria  –  2 customers", "Vip  –  1 customer"]
    assert (tags_of(place, one), tags_of(place, other)) == (("Feria", "Vip"), ("Feria",))
    last = journal.last_undoable(place.shop)
    assert last is not None
    journal.undo(place.shop, last.id)
    assert tags_of(place, other) == ("feria 2026",)


def test_a_tag_is_removed_from_all_and_comes_back(place: Place, qtbot: QtBot) -> None:
    one, _other = two_customers(place)
    section: TagsSection = part(place, "tags", TagsSection)
    settle(qtbot)
    section.list.setCurrentRow(2)
    section._remove()
    settle(qtbot)
    assert tags_of(place, one) == ("Feria",)
    assert len(lines(section)) == 2
    last = journal.last_undoable(place.shop)
    assert last is not None
    journal.undo(place.shop, last.id)
    assert tags_of(place, one) == ("Feria", "Vip")
