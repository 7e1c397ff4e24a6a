from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.model import ContactKind, CustomerKind, Gender
from crm_desktop.exchange.vcard_parser import properties, split, split_cards, unescape
from crm_desktop.shared.errors import KnownError
from tests.exchange.reading import FILES, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.exchange.drafts import Draft


def cards(path: Path) -> list[Draft]:
    return [each.draft for each in read_file(path)]


def a_card(folder: Path, *lines: str) -> Draft:
    path = folder / "ficha.vcf"
    path.write_bytes("\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode())
    found = cards(path)
    assert len(found) == 1
    return found[0]


def test_cards_of_an_iphone() -> None:
    angel, camelia = cards(FILES / "iphone.vcf")
    found = angel.customer
    assert found.full_name == "Ángel García Muñoz"
    assert found.birth == "--11-24"
    assert found.street == "C/ Mayor, 14, 2º B"
    assert found.notes == "Alérgico a la lactosa; llamar por la tarde.\nPaga con tarjeta."
    assert [(c.kind, c.label) for c in found.contacts] == [
        (ContactKind.MOBILE, ""),
        (ContactKind.PHONE, "tienda"),
        (ContactKind.PHONE, "home"),
        (ContactKind.EMAIL, "home"),
        (ContactKind.SOCIAL, "Instagram"),
        (ContactKind.WEB, ""),
    ]
    assert angel.photo.startswith(b"\xff\xd8\xff")
    assert camelia.customer.kind is CustomerKind.COMPANY
    assert camelia.customer.company == "Floristería Camelia"


def test_the_lines_of_a_street_are_joined_by_commas(tmp_path: Path) -> None:
    card = a_card(
        tmp_path,
        "VERSION:2.1",
        "FN:Eva",
        "ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;C/ Sol 3=0D=0A2 A;Alcoy;;03801;",
    )
    assert card.customer.street == "C/ Sol 3, 2 A"


def test_cards_of_an_android_in_the_old_version() -> None:
    ramon, bego = cards(FILES / "android21.vcf")
    assert ramon.customer.full_name == "Ramón Ibáñez Sáez"
    assert ramon.customer.street == "Av. de la Constitución, 5"
    assert ramon.customer.notes == "Línea uno\nLínea dos"
    assert any("29/2/1962" in remark for remark in ramon.remarks)
    assert bego.customer.phones[0].normal == "+34612345680"


def test_a_card_of_outlook_in_cp1252() -> None:
    (begona,) = cards(FILES / "outlook21.vcf")
    assert begona.customer.full_name == "Begoña Peñalver"
    assert begona.customer.birth == "1990-05-11"
    assert begona.customer.company == "Colegio Sagrada Familia"
    assert {c.label for c in begona.customer.phones} == {"work", "", "fax"}


def test_a_card_of_lotus_notes() -> None:
    (lluis,) = cards(FILES / "lotus.vcf")
    assert lluis.customer.full_name == "Lluís Soler"
    assert lluis.customer.notes == "una nota molt llarga"
    assert lluis.customer.tags == ("Proveïdors", "Fira")


def test_cards_of_version_four() -> None:
    ainhoa, group = cards(FILES / "v4.vcf")
    assert (ainhoa.customer.family_name, ainhoa.customer.second_family_name) == ("Etxeberria", "Goñi")
    assert (ainhoa.customer.birth, ainhoa.customer.gender) == ("--05-02", Gender.FEMALE)
    assert ainhoa.customer.phones[0].normal == "+34655871203"
    assert ainhoa.customer.uid == ""  # only cards of this program say who somebody is
    assert "group" in group.problem


def test_a_bad_card_never_stops_the_others() -> None:
    found = read_file(FILES / "bad.vcf")
    assert [bool(each.draft.problem) for each in found] == [False, True, False, True, False, True, True]
    assert [each.line for each in found] == [1, 6, 10, 15, 17, 23, 28]
    assert [each.row for each in found] == list(range(1, 8))
    assert found[4].draft.customer.full_name == "Ana López"


def test_large_pictures_are_left_out_with_a_remark(tmp_path: Path) -> None:
    import base64

    small = base64.b64encode(b"\xff\xd8\xff" + b"x" * 1000).decode()
    large = base64.b64encode(b"\xff\xd8\xff" + b"x" * 300_000).decode()
    assert len(a_card(tmp_path, "FN:Ana", f"PHOTO;ENCODING=b;TYPE=JPEG:{small}").photo) == 1003
    found = a_card(tmp_path, "FN:Ana", f"PHOTO:data:image/jpeg;base64,{large}")
    assert found.photo == b""
    assert "200 KB" in found.remarks[0]
    assert a_card(tmp_path, "FN:Ana", "PHOTO;VALUE=uri:https://example.com/a.jpg").photo == b""
    assert (
        a_card(tmp_path, "FN:Ana", "PHOTO;ENCODING=b:" + base64.b64encode(b"MZ" * 50).decode()).photo == b""
    )


def test_a_card_inside_a_card_is_part_of_it(tmp_path: Path) -> None:
    found = a_card(
        tmp_path,
        "VERSION:2.1",
        "FN:Ana Soler",
        "AGENT:",
        "BEGIN:VCARD",
        "FN:Otra",
        "TEL:1",
        "END:VCARD",
        "TEL:622310775",
    )
    assert found.customer.full_name == "Ana Soler"
    assert [c.value for c in found.customer.phones] == ["622310775"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_cards_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "fichas.vcf"
    path.write_bytes("BEGIN:VCARD\nVERSION:3.0\nFN:Begoña Íñiguez\nEND:VCARD\n".encode(encoding))
    assert cards(path)[0].customer.full_name == "Begoña Íñiguez"


def test_lone_crs_end_lines_too(tmp_path: Path) -> None:
    path = tmp_path / "fichas.vcf"
    path.write_bytes(b"BEGIN:VCARD\rFN:Ana Soler\rTEL:622310775\rEND:VCARD\r")
    assert cards(path)[0].customer.phones[0].normal == "+34622310775"


def test_a_file_without_any_card_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fichas.vcf"
    path.write_bytes(b"BEGIN:VCARDS\nno\n")
    with pytest.raises(KnownError):
        cards(path)


def test_a_card_over_all_limits_is_told_and_not_kept() -> None:
    def pieces() -> list[bytes]:
        return [
            b"BEGIN:VCARD\nNOTE:",
            *[b"x" * 1_000_000 + b"\n "] * 10,
            b"\nEND:VCARD\nBEGIN:VCARD\nFN:A\nEND:VCARD\n",
        ]

    found = list(split_cards(iter(pieces())))
    assert [bool(card.problem) for card in found] == [True, False]


def test_properties_of_all_shapes() -> None:
    found = properties(
        [
            b"VERSION:3.0",
            b'item1.TEL;TYPE="voice,cell";PREF=1:+34 622',
            b"NOTE;ENCODING=QUOTED-PRINTABLE:a=F1b=",
            b"c",
            b"no property at all",
            b"X-A;B=\"x:y;z\":v",
            b"NOTE:first",
            b"  second",
        ]
    )  # fmt: skip
    assert [(p.group, p.name) for p in found] == [
        ("", "VERSION"), ("item1", "TEL"), ("", "NOTE"), ("", "X-A"), ("", "NOTE"),
    ]  # fmt: skip
    assert found[1].types == {"voice", "cell"}
    assert found[2].value == "añbc"
    assert found[3].parameter("B") == "x:y;z"
    assert found[4].value == "first second"


def test_escapes() -> None:
    assert split(r"a\;b;c\,d", ";") == [r"a\;b", r"c\,d"]
    assert unescape(r"a\;b\nc\\d\N") == "a;b\nc\\d\n"
