"""What a column of a file can fill: the fields of a customer, and the parts of a purchase."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.shared.i18n import N_


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can fill.

    Attributes:
        key: its name in code and in a stored mapping.
        title: what the person reads in the list of fields.
        several: whether several columns may fill it (each adds a value, or the first that is not empty
            counts).
        address: whether it is part of an address, which is taken whole from one group of columns.
    """

    key: str
    title: str
    several: bool = False
    address: bool = False


TARGETS: tuple[Target, ...] = (
    Target("full_name", N_("Whole name (“María García” or “García, María”)")),
    Target("full_name_reversed", N_("Whole name, family names first")),
    Target("given_name", N_("Given name")),
    Target("middle_name", N_("Second given name")),
    Target("family_names", N_("Family names (both)")),
    Target("family_name", N_("First family name")),
    Target("second_family_name", N_("Second family name")),
    Target("company", N_("Company")),
    Target("contact_person", N_("Contact person")),
    Target("mobile", N_("Mobile"), several=True),
    Target("phone", N_("Telephone"), several=True),
    Target("phone_label", N_("What the telephone is for"), several=True),
    Target("email", N_("E-mail"), several=True),
    Target("email_label", N_("What the e-mail is for"), several=True),
    Target("social", N_("Social network"), several=True),
    Target("social_label", N_("Which social network"), several=True),
    Target("web", N_("Website"), several=True),
    Target("web_label", N_("What the website is for"), several=True),
    Target("street", N_("Address"), several=True, address=True),
    Target("street2", N_("Address, rest (flat, number)"), several=True, address=True),
    Target("postcode", N_("Postcode"), several=True, address=True),
    Target("town", N_("Town"), several=True, address=True),
    Target("province", N_("Province"), several=True, address=True),
    Target("country", N_("Country"), several=True, address=True),
    Target("tax_id", N_("Tax id (NIF, CIF…)")),
    Target("birth", N_("Date of birth")),
    Target("gender", N_("Gender")),
    Target("language", N_("Language")),
    Target("card", N_("Card number")),
    Target("tags", N_("Tags"), several=True),
    Target("accepts_email", N_("Accepts commercial e-mail (yes or no)")),
    Target("notes", N_("Notes"), several=True),
    Target("warning", N_("Warning note")),
    Target("heard_from", N_("How they heard of the shop")),
    Target("preferred_channel", N_("Preferred channel")),
    Target("preferred_hours", N_("Preferred hours")),
    Target("do_not_contact", N_("Do not contact (yes or no)")),
    Target("discount", N_("Usual discount (%)")),
    Target("staff", N_("Who looks after them")),
    Target("kind", N_("Person or company")),
    Target("created", N_("Customer since")),
    Target("archived", N_("Archived (yes, no or since when)")),
    Target("relations", N_("Related customers")),
    Target("uid", N_("Identifier (from a file of this program)")),
    Target("own", N_("Own field"), several=True),
)
TARGET_OF: dict[str, Target] = {target.key: target for target in TARGETS}

# By card, telephone, e-mail and tax id a purchase names its customer, as a customer's own row does.
PURCHASE_TARGETS: tuple[Target, ...] = (
    Target("ticket", N_("Ticket number")),
    Target("day", N_("Date of the purchase")),
    Target("hour", N_("Hour")),
    TARGET_OF["card"],
    TARGET_OF["phone"],
    TARGET_OF["email"],
    TARGET_OF["tax_id"],
    Target("customer", N_("Customer’s name")),
    Target("product", N_("Product")),
    Target("code", N_("Code of the product (EAN, reference)")),
    Target("category", N_("Category")),
    Target("quantity", N_("Quantity")),
    Target("price", N_("Price of one")),
    Target("discount", N_("Discount (amount or %)")),
    Target("amount", N_("Amount of the line")),
    Target("total", N_("Total of the ticket")),
    Target("seller", N_("Who sold")),
    Target("kind_of_sale", N_("Sale or return")),
    Target("return_of", N_("Ticket that is given back")),
    Target("currency", N_("Currency")),
    TARGET_OF["notes"],
)
ALL_TARGETS: dict[str, Target] = TARGET_OF | {target.key: target for target in PURCHASE_TARGETS}
