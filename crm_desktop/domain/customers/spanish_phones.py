"""Spanish telephone numbers, of the ranges that are certain; nothing else is loaded for them."""

from __future__ import annotations

import re

# Spanish numbering plan: nine digits; mobiles begin with 6, 71-74 and 78, telephones with 8 and 9. Only
# ranges that are certain are listed: any other number is judged by `phonenumbers`.
SPANISH_MOBILE = r"(?:6[0-9]|7[1-48])[0-9]{7}"
SPANISH_FIXED = (
    r"(?:8(?:[1356][0-9]|[28][0-8]|[47][1-9])|9(?:[135][0-9]|[28][0-8]|6[0-8]|4[1-9]|7[124-9]))[0-9]{6}"
    r"|9(?:69(?:0[0-57-9]|[1-9][0-9])|73(?:[0-8][0-9]|9[1-9]))[0-9]{4}"
)
SPACES = {ord(c): None for c in " .-/\u00a0"}


def plain_spanish(phone: str) -> str:
    """Return a Spanish number as it is read aloud: "622 310 775".

    Args:
        phone: as typed with nothing but figures, spaces and the like, with or without +34; or its normal
            form, which need not be of a range that is certain.

    Returns:
        "" for any other text.
    """
    figures = phone.translate(SPACES)
    known = figures.startswith("+34")
    figures = figures[3:] if known else figures
    if len(figures) != 9 or not figures.isascii() or not figures.isdigit():
        return ""
    if not ((known and len(phone) == 12) or re.fullmatch(f"{SPANISH_MOBILE}|{SPANISH_FIXED}", figures)):
        return ""
    return f"{figures[:3]} {figures[3:6]} {figures[6:]}"
