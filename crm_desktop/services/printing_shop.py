"""The shop as it stands on what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services import settings
from crm_desktop.services.shop import Shop

if TYPE_CHECKING:
    from crm_desktop.documents.running import Letterhead


def letterhead(shop: Shop) -> Letterhead:
    """Return the shop as it stands on its pages."""
    from crm_desktop.documents.running import Letterhead

    profile = shop.profile
    town = " ".join(part for part in (profile.postcode, profile.town) if part)
    details = " · ".join(part for part in (profile.street, town, profile.phone) if part)
    return Letterhead(profile.name, details, settings.logo(shop) or b"")
