"""Taking customers and follow-ups out, and bringing them back to the same customers."""

from __future__ import annotations

import csv
import errno
import io
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Gender, Relation, RelationKind
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.service import Channel
from crm_desktop.services import customers, own_fields, reminders, staff
from crm_desktop.services.demo import make_demo
from crm_desktop.services.exports import export_customers, export_reminders
from crm_desktop.services.imports import run_import
from crm_desktop.shared import i18n
from crm_desktop.shared.errors import Cancelled, InvalidInput, StorageError
from tests.factories import a_company, a_customer, a_mobile, a_reminder, a_shop, a_staff_member
from tests.services.import_steps import counts, everybody, whole_shop

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

FORMS = ("csv", "xlsx", "vcard")
SUFFIX = {"csv": ".csv", "xlsx": ".xlsx", "vcard": ".vcf"}


def a_full_shop(shop: Shop) -> None:
    """Customers who use every field, and texts that are hard to carry."""
    lucia = staff.save_staff(shop, a_staff_member("Lucía")).value
    size = own_fields.save_field(shop, OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M"))).value
    shoe = own_fields.save_field(shop, OwnField("Nº de pie", OwnFieldKind.NUMBER)).value
    seen = own_fields.save_field(shop, OwnField("Visto", OwnFieldKind.DATE)).value
    photo = customers.save_photo(shop, b"\xff\xd8\xff" + b"x" * 300)
    first = customers.save_customer(
        shop,
        a_customer(
            contacts=(
                a_mobile("+34 622 31 00 01", "+34622310001"),
                ContactPoint(ContactKind.PHONE, "961 23 45 67", "+34961234567", "trabajo"),
                ContactPoint(ContactKind.PHONE, "no tiene", "", ""),
                ContactPoint(ContactKind.EMAIL, "angel@example.com", "angel@example.com", ""),
                ContactPoint(ContactKind.EMAIL, "otro@example.com", "otro@example.com", "casa"),
                ContactPoint(ContactKind.SOCIAL, "@angel", "instagram:angel", "Instagram"),
                ContactPoint(ContactKind.WEB, "example.com", "https://example.com", ""),
            ),
            company="Muebles Ñíguez",
            tax_id="12345678Z",
            birth="--11-24",
            gender=Gender.FEMALE,
            language="ca",
            country="FR",
            preferred_channel=Channel.SHOP,
            preferred_hours="=tardes",
            heard_from="+recomendado",
            notes="línea 1\nlínea 2; \"comillas\", 'apóstrofos' y\n\t-tabulador",
            warning="@cuidado",
            do_not_contact=True,
            discount_bp=1250,
            card="-2001",
            staff_id=lucia,
            photo=photo,
            tags=("Feria", "VIP & Cía"),
            own=((size, "M"), (shoe, "37.5"), (seen, "2026-01-02")),
        ),
    ).value
    company = customers.save_customer(shop, a_company()).value
    for name in ("<b>Ana</b>", "=1+1", "'=x", "''", "\u202eمرحبا", "👩‍👩‍👧", "Uno & Dos", "X" * 200):
        customers.save_customer(shop, a_customer(given_name=name, contacts=(), notes="ñ" * 10_000))
    nameless = a_customer(
        given_name="", family_name="", second_family_name="", contacts=(a_mobile("611 22 33 44", ""),)
    )
    customers.save_customer(shop, nameless)
    # The same telephone and name twice: two customers all the same.
    twin = a_customer(contacts=(a_mobile("+34 622 31 00 01", ""),))
    customers.save_customer(shop, twin)
    saved = customers.get_customer(shop, first)
    related = (Relation(RelationKind.WORKS_FOR, company, "desde 2020; (media jornada)"),)
    customers.save_customer(shop, replace(saved, relations=related))
    customers.archive(shop, [company])


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_read_back_to_the_same_customers(shop: Shop, tmp_path: Path, form: str) -> None:
    a_full_shop(shop)
    path = tmp_path / f"clientes{SUFFIX[form]}"
    written = export_customers(shop, None, form, path)
    before = whole_shop(shop)
    assert written.count == len(before)
    with closing(a_shop(tmp_path / "otra")) as other:
        report = run_import(other, path)
        assert counts(report) == (len(before), 0, 0, 0), list(report.rejections)
        after = whole_shop(other)
        if form != "vcard":  # only cards carry pictures
            for found in before.values():
                found["customer"] = replace(found["customer"], photo="")
        assert after == before
        assert counts(run_import(other, path)) == (0, 0, len(before), 0)
    assert counts(run_import(shop, path)) == (0, 0, len(before), 0)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_believable_shop_travels_whole(shop: Shop, tmp_path: Path, form: str, language: str) -> None:
    make_demo(shop, customers=120, seed=5)
    path = tmp_path / f"clientes{SUFFIX[form]}"
    before = i18n.language()
    try:
        i18n.install(language)
        export_customers(shop, None, form, path)
        i18n.install("es")
        with closing(a_shop(tmp_path / "otra")) as other:
            report = run_import(other, path)
            assert (report.created, report.rejected) == (120, 0)
            assert whole_shop(other) == whole_shop(shop)
    finally:
        i18n.install(before)


def test_a_selection_and_a_filter(shop: Shop, tmp_path: Path) -> None:
    a_full_shop(shop)
    ids = [customer.id or 0 for customer in everybody(shop)]
    path = tmp_path / "c.csv"

    def names() -> list[str]:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
        return [row[2] for row in rows[1:]]

    assert export_customers(shop, [ids[4], ids[0], 999], "csv", path).count == 2
    assert names() == ["''=x", "Ángel"]
    assert export_customers(shop, CustomerFilter(tag="VIP & Cía"), "csv", path).count == 1
    assert names() == ["Ángel"]
    assert export_customers(shop, CustomerFilter(archived=True), "csv", path).count == 1
    assert export_customers(shop, [], "csv", path).count == 0


def test_no_cell_of_a_csv_is_taken_for_a_formula(shop: Shop, tmp_path: Path) -> None:
    a_full_shop(shop)
    path = tmp_path / "c.csv"
    export_customers(shop, None, "csv", path)
    for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"):
        assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r\n") and cell]


def test_a_full_disk_is_told_and_the_old_file_stays(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_full_shop(shop)
    path = tmp_path / "clientes.csv"
    path.write_bytes(b"el de antes")

    def full(_file: IO[bytes], *_rest: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    for form, writer in (("csv", "write_csv"), ("xlsx", "write_xlsx")):
        monkeypatch.setattr(f"crm_desktop.services.exports.{writer}", full)
        with pytest.raises(StorageError):
            export_customers(shop, None, form, path)
    assert path.read_bytes() == b"el de antes"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["clientes.csv"]


def test_a_full_disk_while_a_spreadsheet_is_put_together(shop: Shop, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    import signal

    make_demo(shop, customers=300, seed=5)
    path = tmp_path / "clientes.xlsx"
    path.write_bytes(b"el de antes")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        for form in FORMS:
            with pytest.raises(StorageError):
                export_customers(shop, None, form, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == b"el de antes"


def test_cancelled_leaves_the_old_file(shop: Shop, tmp_path: Path) -> None:
    a_full_shop(shop)
    path = tmp_path / "clientes.csv"
    for form in FORMS:
        with pytest.raises(Cancelled):
            export_customers(shop, None, form, path, cancelled=lambda: True)
    assert list(tmp_path.glob("clientes*")) == []


def test_progress_is_told(shop: Shop, tmp_path: Path) -> None:
    a_full_shop(shop)
    told: list[tuple[int, int]] = []
    export_customers(shop, None, "csv", tmp_path / "c.csv", progress=lambda *step: told.append(step))
    assert told
    assert told[0][1] == len(everybody(shop))


def test_an_unknown_format_and_an_impossible_place(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        export_customers(shop, None, "dbf", tmp_path / "c.dbf")
    with pytest.raises(StorageError):
        export_customers(shop, None, "csv", tmp_path / "no" / "hay" / "c.csv")


def test_follow_ups_as_a_calendar(shop: Shop, tmp_path: Path) -> None:
    from icalendar import Calendar

    customer = customers.save_customer(shop, a_customer()).value
    reminders.save(shop, a_reminder(customer))
    reminders.save(shop, a_reminder(customer, subject="Otra"))
    path = tmp_path / "seguimiento.ics"
    written = export_reminders(shop, path)
    assert written.count == 2
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert {str(event["summary"]).split(": ")[1] for event in events} == {
        "Avisar de que ha llegado su encargo",
        "Otra",
    }
    assert all("612 34 56 78" in str(event["description"]) for event in events)
    assert export_reminders(shop, path, [1], as_tasks=True).count == 1
