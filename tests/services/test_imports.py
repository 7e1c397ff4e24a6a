"""Bringing customers into a real shop: made, recognised, changed, refused, undone."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.exchange.mapping import mapping_from_json
from crm_desktop.services import customers, journal, own_fields, search, staff
from crm_desktop.services.imports import preview, read_mapping, run_import
from crm_desktop.shared.errors import Cancelled, InvalidInput, KnownError
from tests.factories import a_customer, a_mobile
from tests.services.import_steps import a_csv, bring_in, check_sum, counts, everybody

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.shop import Shop

ANA = "Ana;Soler Ruiz;622310001;ana@example.com;12345678Z;2001;Alboraia;Le gusta el té;VIP, Feria"
LUIS = "Luis;Bosch;622310002;luis@example.com;;;Sagunt;;"


# ---- new customers, and the same again


def test_new_customers_come_in_whole_and_are_found(shop: Shop, tmp_path: Path) -> None:
    report = bring_in(shop, tmp_path, ANA, LUIS)
    assert counts(report) == (2, 0, 0, 0)
    ana = everybody(shop)[0]
    assert (ana.given_name, ana.family_name, ana.second_family_name) == ("Ana", "Soler", "Ruiz")
    assert (ana.tax_id, ana.card, ana.town, ana.notes) == ("12345678Z", "2001", "Alboraia", "Le gusta el té")
    assert ana.tags == ("Feria", "VIP")
    assert len(ana.uid) == 32
    assert ana.created_at == shop.clock.now()
    assert [hit.name for hit in search.search(shop, "310002")] == ["Bosch, Luis"]


def test_the_same_file_twice_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA, LUIS, ";;622310009;;;;;;", "Sin;Nada Más;;;;;Torrent;;")
    before = everybody(shop)
    report = bring_in(shop, tmp_path, ANA, LUIS, ";;622310009;;;;;;", "Sin;Nada Más;;;;;Torrent;;")
    assert counts(report) == (0, 0, 4, 0)
    assert report.operation is None
    assert everybody(shop) == before


def test_two_rows_of_one_file_for_the_same_customer(shop: Shop, tmp_path: Path) -> None:
    report = bring_in(shop, tmp_path, ANA, ANA, "Ana;;622310001;otra@example.com;;;;;Nueva")
    assert counts(report) == (1, 1, 1, 0)
    (ana,) = everybody(shop)
    assert [c.value for c in ana.emails] == ["ana@example.com", "otra@example.com"]
    assert set(ana.tags) == {"Feria", "Nueva", "VIP"}


def test_many_rows_are_written_batch_by_batch(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.services.imports_shared.BATCH", 3)
    rows = [f"Cliente{i};Número;6223{i:05d};;;;;;" for i in range(20)]
    assert counts(bring_in(shop, tmp_path, *rows, *rows[:5])) == (20, 0, 5, 0)
    assert counts(bring_in(shop, tmp_path, *rows, "Sin;Clave;;;;;;;", "Sin;Clave;;;;;;;")) == (1, 0, 21, 0)


# ---- what an update does


def test_values_replace_and_contact_points_and_tags_are_added(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    bring_in(shop, tmp_path, "Ana;;622310001;ana2@example.com;;;Torrent;;Navidad")
    (ana,) = everybody(shop)
    assert (ana.town, ana.notes, ana.family_name) == ("Torrent", "Le gusta el té", "Soler")
    assert [c.normal for c in ana.contacts] == ["+34622310001", "ana@example.com", "ana2@example.com"]
    assert set(ana.tags) == {"VIP", "Feria", "Navidad"}


def test_a_new_family_name_takes_both_places(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    bring_in(shop, tmp_path, "Ana;Bosch;622310001;;;;;;")
    assert everybody(shop)[0].full_name == "Ana Bosch"


def test_a_no_is_a_value_and_an_empty_cell_is_none(shop: Shop, tmp_path: Path) -> None:
    head = "Nombre;Móvil;No contactar;Descuento"
    bring_in(shop, tmp_path, "Ana;622310001;sí;10 %", header=head)
    assert counts(bring_in(shop, tmp_path, "Ana;622310001;;", header=head)) == (0, 0, 1, 0)
    assert everybody(shop)[0].do_not_contact
    bring_in(shop, tmp_path, "Ana;622310001;no;0", header=head)
    ana = everybody(shop)[0]
    assert (ana.do_not_contact, ana.discount_bp) == (False, 0)


def test_the_modes(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    changed = "Ana;Soler;622310001;;;;Torrent;;"
    report = bring_in(shop, tmp_path, changed, LUIS, mode="create")
    assert counts(report) == (1, 0, 1, 0)
    assert everybody(shop)[0].town == "Alboraia"
    report = bring_in(shop, tmp_path, changed, "Marta;Gil;622310003;;;;;;", mode="update")
    assert counts(report) == (0, 1, 0, 1)
    with pytest.raises(InvalidInput):
        bring_in(shop, tmp_path, ANA, mode="replace")


def test_a_card_alone_changes_its_customer_and_makes_nobody(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    head = "Tarjeta;Descuento"
    report = bring_in(shop, tmp_path, "2001;10", "9999;10", header=head)
    assert counts(report) == (0, 1, 0, 1)
    assert everybody(shop)[0].discount_bp == 1000
    assert "no name" in report.rejections[0].reason


def test_an_archived_customer_is_recognised_and_stays_archived(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    customers.archive(shop, [everybody(shop)[0].id or 0])
    assert counts(bring_in(shop, tmp_path, "Ana;;622310001;;;;Torrent;;")) == (0, 1, 0, 0)
    assert everybody(shop)[0].archived_at is not None


# ---- people of the shop, own fields


def test_people_of_the_shop_are_found_by_name_or_added(shop: Shop, tmp_path: Path) -> None:
    from tests.factories import a_staff_member

    lucia = staff.save_staff(shop, a_staff_member("Lucía")).value
    head = "Nombre;Móvil;Responsable"
    report = bring_in(shop, tmp_path, "Ana;622310001;lucia", "Luis;622310002;Marta", header=head)
    ana, luis = everybody(shop)
    assert ana.staff_id == lucia
    assert [m.name for m in staff.list_staff(shop)] == ["Lucía", "Marta"]
    assert luis.staff_id not in {None, lucia}
    assert "Marta" in report.remarks[0].reason
    journal.undo(shop, report.operation or 0)
    assert [m.name for m in staff.list_staff(shop)] == ["Lucía"]


def test_a_column_of_anything_does_not_become_the_people_of_the_shop(shop: Shop, tmp_path: Path) -> None:
    rows = [f"Cliente{i};6223{i:05d};Persona {i}" for i in range(60)]
    bring_in(shop, tmp_path, *rows, header="Nombre;Móvil;Responsable")
    assert len(staff.list_staff(shop)) == 20


def test_own_fields_are_filled_and_made_from_an_export(shop: Shop, tmp_path: Path) -> None:
    own_fields.save_field(shop, OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M")))
    head = "Nombre;Móvil;Talla;Nº de pie [número]"
    report = bring_in(shop, tmp_path, "Ana;622310001;m;37,5", header=head)
    talla, pie = own_fields.list_fields(shop)
    assert (pie.name, pie.kind) == ("Nº de pie", OwnFieldKind.NUMBER)
    assert dict(everybody(shop)[0].own) == {talla.id: "M", pie.id: "37.5"}
    journal.undo(shop, report.operation or 0)
    assert [field.name for field in own_fields.list_fields(shop)] == ["Talla"]


# ---- all or nothing


def test_the_whole_import_is_one_operation_and_undone_in_one_step(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    before = everybody(shop)
    report = bring_in(
        shop, tmp_path, "Ana;Soler;622310001;x@example.com;;;Torrent;;Otra", LUIS, "Eva;;622310009;;;;;;"
    )
    assert counts(report) == (2, 1, 0, 0)
    last = journal.last_undoable(shop)
    assert last is not None
    assert last.id == report.operation
    assert "clientes.csv" in report.changes.sentence
    assert "customers" in report.changes.kinds
    journal.undo(shop, report.operation or 0)
    after = everybody(shop)
    assert after == before
    assert search.search(shop, "bosch") == []


def test_cancelled_leaves_nothing(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.services.imports_shared.BATCH", 2)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    rows = [f"Cliente{i};;6223{i:05d};;;;;;" for i in range(9)]
    with pytest.raises(Cancelled):
        bring_in(shop, tmp_path, *rows, cancelled=cancelled)
    assert everybody(shop) == []
    assert journal.last_undoable(shop) is None


def test_progress_is_told(shop: Shop, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    bring_in(shop, tmp_path, ANA, LUIS, progress=lambda done, total: told.append((done, total)))
    assert told
    assert all(0 <= done <= total for done, total in told)


def test_a_file_that_breaks_off_leaves_nothing(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desktop.exchange.record_reader import RecordReader

    read = RecordReader.read
    calls: list[int] = []

    def breaking(self: RecordReader, cells: list[str]) -> object:
        calls.append(1)
        if len(calls) > 3:
            raise KnownError("disk")
        return read(self, cells)

    monkeypatch.setattr(RecordReader, "read", breaking)
    with pytest.raises(KnownError):
        bring_in(shop, tmp_path, *[f"Cliente{i};;6223{i:05d};;;;;;" for i in range(9)])
    assert everybody(shop) == []


def test_a_dry_run_says_what_would_happen_and_writes_nothing(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    before = everybody(shop)
    report = bring_in(shop, tmp_path, "Ana;;622310001;;;;Torrent;;", LUIS, ";;;;;;;;", dry_run=True)
    assert counts(report) == (1, 1, 0, 1)
    assert report.operation is None
    assert report.names == ["Luis Bosch"]
    assert everybody(shop) == before
    assert counts(bring_in(shop, tmp_path, LUIS)) == (1, 0, 0, 0)


# ---- the report


def test_the_report_has_a_line_for_every_row(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "informe.csv"
    bring_in(shop, tmp_path, ANA, ";;;;;;;;", "=1+1;;622310003;;;;;;", ANA, report_path=path)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    assert [row[:3] for row in rows[1:]] == [
        ["1", "2", "New customer"],
        ["2", "3", "Rejected"],
        ["3", "4", "New customer"],
        ["4", "5", "Nothing new"],
    ]
    assert rows[2][4]
    assert rows[3][3] == "'=1+1"


def test_a_report_that_cannot_be_written_leaves_nothing(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        bring_in(shop, tmp_path, ANA, report_path=tmp_path / "no" / "hay" / "informe.csv")
    assert everybody(shop) == []


def test_the_report_as_the_command_line_prints_it(shop: Shop, tmp_path: Path) -> None:
    assert bring_in(shop, tmp_path, ANA, ";;;;;;;;").as_json() == {
        "rows": 2,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
        "rejections": [{"row": 2, "reason": "This row is empty."}],
    }


# ---- mappings


def test_the_mapping_is_remembered_by_the_headings(shop: Shop, tmp_path: Path) -> None:
    head = "Persona;Cosa rara"
    path = a_csv(tmp_path, "Ana Soler;una nota", header=head)
    first = preview(shop, path)
    assert not first.remembered
    mapping = mapping_from_json('{"Persona": "full_name", "Cosa rara": "notes"}', ("Persona", "Cosa rara"))
    check_sum(run_import(shop, path, mapping=mapping, dry_run=True))
    assert not preview(shop, path).remembered
    check_sum(run_import(shop, path, mapping=mapping))
    again = preview(shop, a_csv(tmp_path, "Luis Bosch;otra", header=head, name="otro.csv"))
    assert again.remembered
    assert again.mapping == mapping
    check_sum(run_import(shop, tmp_path / "otro.csv"))
    assert everybody(shop)[1].notes == "otra"


def test_a_mapping_from_a_file(shop: Shop, tmp_path: Path) -> None:
    told = tmp_path / "columnas.json"
    told.write_text('{"B": "full_name", "A": "notes"}', "utf-8")
    path = a_csv(tmp_path, "una nota;Ana Soler", header="A;B")
    run_import(shop, path, mapping=read_mapping(shop, told))
    assert (everybody(shop)[0].full_name, everybody(shop)[0].notes) == ("Ana Soler", "una nota")
    told.write_text("no", "utf-8")
    with pytest.raises(KnownError):
        read_mapping(shop, told)


def test_a_file_of_which_nothing_is_understood_is_refused(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"clientes\.csv"):
        run_import(shop, a_csv(tmp_path, "1;2", header="a;b"))


def test_reading_as_the_person_says(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "clientes.csv"
    path.write_bytes("Nombre|Notas\nÍñigo|a;b\n".encode("cp850"))
    run_import(shop, path, encoding="cp850", separator="|")
    assert everybody(shop)[0].given_name == "Íñigo"
    for wrong in ({"encoding": "klingon"}, {"separator": ";;"}):
        with pytest.raises(InvalidInput):
            run_import(shop, path, **wrong)  # type: ignore[arg-type]


def test_photographs_of_cards_are_kept(shop: Shop, tmp_path: Path) -> None:
    import base64

    picture = b"\xff\xd8\xff" + b"x" * 500
    photo = f"PHOTO;ENCODING=b:{base64.b64encode(picture).decode()}"
    card = f"BEGIN:VCARD\nFN:Ana Soler\nTEL:622310001\n{photo}\nEND:VCARD\n"
    path = tmp_path / "fichas.vcf"
    path.write_text(card * 2, "utf-8")
    report = run_import(shop, path)
    assert counts(report) == (1, 0, 1, 0)
    assert customers.photo(shop, everybody(shop)[0].photo) == picture


def test_customers_typed_by_hand_are_recognised(shop: Shop, tmp_path: Path) -> None:
    customers.save_customer(shop, a_customer(contacts=(a_mobile("622 31 00 01", ""),), town="Alboraia"))
    report = bring_in(shop, tmp_path, "Angel;Garcia;+34622310001;nuevo@example.com;;;;;")
    assert counts(report) == (0, 1, 0, 0)
    # A spelling without accents takes nothing away from the right one.
    assert everybody(shop)[0].full_name == "Ángel García Muñoz"
    assert counts(bring_in(shop, tmp_path, "ÁNGEL;GARCÍA;622310001;;;;;;")) == (0, 0, 1, 0)


def test_a_tag_is_taken_as_the_shop_spells_it(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA)
    report = bring_in(shop, tmp_path, "Luis;Bosch;622310002;;;;;;vip, féria", "Ana;;622310001;;;;;;Vip")
    assert counts(report) == (1, 0, 1, 0)
    assert [customer.tags for customer in everybody(shop)] == [("Feria", "VIP"), ("Feria", "VIP")]
