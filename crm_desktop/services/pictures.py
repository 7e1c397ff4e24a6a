"""Pictures, kept by their content: of customers, and the shop's logo."""

from __future__ import annotations

from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.store.engines.base import Connection

# A photograph is scaled before it comes here; more than this is a mistake, not a face.
PICTURE_BYTES = 512 * 1024


def photo(shop: Shop, name: str) -> bytes | None:
    """Return a picture by its content name, or None."""
    row = shop.db.read_one("SELECT data FROM picture WHERE name = ?", (name,))
    return bytes(row[0]) if row else None


def picture_name(data: bytes) -> str:
    """Return the content name (SHA-256 hex) that a picture will have.

    Raises:
        InvalidInput: it is larger than `PICTURE_BYTES` or no picture.
    """
    if len(data) > PICTURE_BYTES or not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise InvalidInput(_("This picture cannot be kept. Choose a JPEG or PNG picture of up to 500 KB."))
    import hashlib  # opens the system's cryptography, which the first look at the window need not wait for

    return hashlib.sha256(data).hexdigest()


def keep_picture(connection: Connection, data: bytes, mime: str = "image/jpeg") -> str:
    """Keep a picture within the operation that names it, so that none stays that nobody has.

    Returns:
        Its content name; raises as `picture_name` does.
    """
    name = picture_name(data)
    connection.execute("INSERT OR IGNORE INTO picture(name, mime, data) VALUES(?, ?, ?)", (name, mime, data))
    return name


def save_photo(shop: Shop, data: bytes, mime: str = "image/jpeg") -> str:
    """Keep a picture by itself; return its content name. What names it is saved next, or it stays unused.

    Raises:
        InvalidInput: it is larger than `PICTURE_BYTES` or no picture.
    """
    picture_name(data)
    with shop.db.transaction() as connection:
        return keep_picture(connection, data, mime)
