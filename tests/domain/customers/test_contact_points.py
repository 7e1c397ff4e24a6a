from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import contact_points, emails, social
from crm_desktop.domain.customers.model import ContactKind, ContactPoint


def a_point(kind: ContactKind, value: str, label: str = "") -> ContactPoint:
    return ContactPoint(kind, value, label=label)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Ana@Example.com", "ana@example.com"),
        ("  ana@example.com ", "ana@example.com"),
        ("Ana Flores <ana@example.com>", "ana@example.com"),
        ("mailto:ana@example.com", "ana@example.com"),
        ("ana.maria+feria@tienda.example.es", "ana.maria+feria@tienda.example.es"),
        ("ñandú@example.com", "ñandú@example.com"),
        ("ana@peñíscola.es", "ana@peñíscola.es"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("no tiene", ""),
        ("ana@@example.com", ""),
        ("ana@example", ""),
        (f"{'a' * 65}@example.com", ""),
        ("ana@exam ple.com", ""),
    ],
)
def test_addresses_have_one_form(typed: str, normal: str) -> None:
    assert emails.normal_form(typed) == normal


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("ana", "@ is missing"),
        ("ana@@example.com", "more than one @"),
        ("ana flores@example.com", "no spaces"),
        ("@example.com", "before the @"),
        ("ana@example,com", "comma"),
        ("ana@example", "ending"),
        ("ana..flores@example.com", "dot too many"),
        ("ana@-.com", "letter by letter"),
    ],
)
def test_a_wrong_address_is_told_what_is_wrong(typed: str, says: str) -> None:
    assert says in emails.problem_of(typed)


def test_a_slip_of_the_finger_is_asked_about() -> None:
    point = a_point(ContactKind.EMAIL, "Ana@gmial.com")
    assert contact_points.normalise(point).normal == "ana@gmial.com"
    assert contact_points.problem_of(point) == "Did you mean ana@gmail.com?"


@given(st.text(max_size=60))
def test_any_text_is_survived_as_an_address(text: str) -> None:
    normal = emails.normal_form(text)
    assert bool(emails.problem_of(text)) == (not normal)
    if normal:
        assert emails.normal_form(normal) == normal
        assert normal.count("@") == 1


@given(st.from_regex(r"[a-z0-9]{1,10}(\.[a-z]{1,8})?@[a-z]{1,10}\.(com|es|info)", fullmatch=True))
def test_plain_addresses_take_the_fast_way_and_stay_as_they_are(text: str) -> None:
    assert emails.normal_form(text) == text


@pytest.mark.parametrize(
    ("typed", "label", "normal", "shown", "url"),
    [
        ("@ana", "instagram", "instagram:ana", "Instagram @ana", "https://www.instagram.com/ana"),
        (
            "https://www.instagram.com/ana.flores/?hl=es",
            "",
            "instagram:ana.flores",
            "Instagram @ana.flores",
            None,
        ),
        ("ig: @Ana", "", "instagram:ana", "Instagram @ana", None),
        ("facebook.com/tienda", "", "facebook:tienda", "Facebook @tienda", None),
        ("twitter @ana", "", "x:ana", "X @ana", "https://x.com/ana"),
        ("https://www.linkedin.com/in/ana-flores", "", "linkedin:ana-flores", "LinkedIn @ana-flores", None),
        ("@ana", "", "@ana", "@ana", ""),
    ],
)
def test_social_accounts_are_read(typed: str, label: str, normal: str, shown: str, url: str | None) -> None:
    account = social.read_account(typed, label)
    assert account is not None
    assert (account.normal, account.shown) == (normal, shown)
    if url is not None:
        assert account.url == url


@pytest.mark.parametrize("typed", ["", "Floristería Ana", "https://[", "@", "https://example.com/ana/x y"])
def test_what_is_no_account_is_asked_about(typed: str) -> None:
    assert social.read_account(typed) is None
    assert "instagram @name" in social.account_problem(typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.example.com/", "https://www.example.com"),
        ("HTTP://Example.com/Tienda", "http://example.com/Tienda"),
        ("example.com:8080/a?b=1", "https://example.com:8080/a?b=1"),
        ("peñíscola.es", "https://peñíscola.es"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("file://example.com/etc/passwd", ""),
        ("ftp://example.com", ""),
        ("https://user@example.com", ""),
        ("example", ""),
        ("example .com", ""),
        ("https://example.com:99999", ""),
    ],
)
def test_websites_are_only_websites(typed: str, address: str) -> None:
    assert social.web_address(typed) == address
    assert bool(social.web_problem(typed)) == (not address)


@given(st.text(max_size=60), st.sampled_from(list(ContactKind)))
def test_nothing_that_was_typed_is_lost(text: str, kind: ContactKind) -> None:
    point = contact_points.normalise(a_point(kind, text))
    assert point.value == text
    contact_points.display(point)
    link = contact_points.link(point)
    if link:
        assert link.url.split(":", maxsplit=1)[0] in {"tel", "mailto", "http", "https"}


def test_a_telephone_finds_its_right_kind() -> None:
    assert contact_points.normalise(a_point(ContactKind.PHONE, "622 310 775")).kind is ContactKind.MOBILE
    assert contact_points.normalise(a_point(ContactKind.MOBILE, "961 234 567")).kind is ContactKind.PHONE
    assert (
        contact_points.normalise(a_point(ContactKind.PHONE, "55 1234 5678"), "MX").kind is ContactKind.PHONE
    )


def test_a_click_calls_writes_or_opens() -> None:
    mobile = contact_points.normalise(a_point(ContactKind.MOBILE, "622 310 775"))
    landline = contact_points.normalise(a_point(ContactKind.PHONE, "961 234 567"))
    email = contact_points.normalise(a_point(ContactKind.EMAIL, "ana+a&b@example.com"))
    web = contact_points.normalise(a_point(ContactKind.WEB, "example.com"))
    links = [contact_points.link(p) for p in (mobile, landline, email, web)]
    assert [link.url for link in links if link] == [
        "tel:+34622310775",
        "tel:+34961234567",
        "mailto:ana%2Ba%26b@example.com",
        "https://example.com",
    ]
    whatsapp = contact_points.whatsapp_link(mobile)
    assert whatsapp is not None
    assert whatsapp.url == "https://wa.me/34622310775"
    assert contact_points.whatsapp_link(landline) is None
    assert contact_points.link(a_point(ContactKind.MOBILE, "no tiene")) is None


@pytest.mark.parametrize(
    ("kind", "cell", "values"),
    [
        (
            ContactKind.MOBILE,
            "96 123 45 67 / 622310775 (hija)",
            [("96 123 45 67", ""), ("622310775", "hija")],
        ),
        (
            ContactKind.EMAIL,
            "ana@example.com; eva@example.com",
            [("ana@example.com", ""), ("eva@example.com", "")],
        ),
        (ContactKind.EMAIL, "ana@@example.com", [("ana@@example.com", "")]),
        (ContactKind.WEB, " example.com ", [("example.com", "")]),
        (ContactKind.WEB, "  ", []),
    ],
)
def test_cells_with_several_values_are_split(
    kind: ContactKind, cell: str, values: list[tuple[str, str]]
) -> None:
    assert contact_points.split_values(kind, cell) == values
