"""What the fields of a customer file are called on the screen."""

from __future__ import annotations

from crm_desktop.shared.i18n import N_

# Field of `Customer` (and column of its table) -> name on the screen, in the order of the file.
FIELD_NAMES: dict[str, str] = {
    "kind": N_("Person or company"),
    "given_name": N_("Given name"),
    "family_name": N_("First family name"),
    "second_family_name": N_("Second family name"),
    "company": N_("Company"),
    "contact_person": N_("Contact person"),
    "tax_id": N_("Tax id"),
    "birth": N_("Birth date"),
    "gender": N_("Gender"),
    "language": N_("Language"),
    "street": N_("Street and number"),
    "postcode": N_("Postcode"),
    "town": N_("Town"),
    "province": N_("Province"),
    "country": N_("Country"),
    "preferred_channel": N_("Preferred channel"),
    "preferred_hours": N_("Preferred hours"),
    "heard_from": N_("How they heard of us"),
    "notes": N_("Notes"),
    "warning": N_("Warning"),
    "do_not_contact": N_("Do not contact"),
    "discount_bp": N_("Usual discount"),
    "card": N_("Card"),
    "staff_id": N_("Looked after by"),
    "photo": N_("Photograph"),
}
