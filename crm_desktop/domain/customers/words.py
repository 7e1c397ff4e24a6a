"""What the choices of a customer file are called on the screen."""

from __future__ import annotations

from crm_desktop.domain.customers.model import CustomerKind, Gender, RelationKind
from crm_desktop.shared.i18n import N_

CUSTOMER_KIND_NAMES: dict[CustomerKind, str] = {
    CustomerKind.PERSON: N_("Person"),
    CustomerKind.COMPANY: N_("Company"),
}

GENDER_NAMES: dict[Gender, str] = {
    Gender.UNKNOWN: N_("Not said"),
    Gender.FEMALE: N_("Woman"),
    Gender.MALE: N_("Man"),
    Gender.OTHER: N_("Another"),
}

# How the other is related, seen from the file that is open.
RELATION_KIND_NAMES: dict[RelationKind, str] = {
    RelationKind.FAMILY: N_("Family"),
    RelationKind.WORKS_FOR: N_("Works for"),
    RelationKind.CONTACT_OF: N_("Contact person of"),
    RelationKind.RECOMMENDED_BY: N_("Recommended by"),
    RelationKind.RECOMMENDED: N_("Recommended"),
    RelationKind.OTHER: N_("Other relation"),
}

# The same, seen from the file of the other.
REVERSE_RELATION_NAMES: dict[RelationKind, str] = {
    **RELATION_KIND_NAMES,
    RelationKind.WORKS_FOR: N_("Works here"),
    RelationKind.CONTACT_OF: N_("Contact person"),
    RelationKind.RECOMMENDED_BY: RELATION_KIND_NAMES[RelationKind.RECOMMENDED],
    RelationKind.RECOMMENDED: RELATION_KIND_NAMES[RelationKind.RECOMMENDED_BY],
}
