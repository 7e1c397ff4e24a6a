"""Who was left out when something was done for many customers, in words."""

from __future__ import annotations

from crm_desktop.shared.i18n import ngettext


def sentences(unwilling: int = 0, archived: int = 0) -> list[str]:
    """Return a sentence for each reason that left somebody out.

    Args:
        unwilling: customers who do not want to be contacted.
        archived: customers who were put away.
    """
    found = []
    if unwilling:
        found.append(
            ngettext(
                "{count} customer who does not want to be contacted was left out.",
                "{count} customers who do not want to be contacted were left out.",
                unwilling,
            ).format(count=unwilling)
        )
    if archived:
        found.append(
            ngettext(
                "{count} archived customer was left out.",
                "{count} archived customers were left out.",
                archived,
            ).format(count=archived)
        )
    return found
