"""Social accounts and websites: what they are, how they are compared, where they lead."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold

# network -> (its name, the address of an account)
NETWORKS: dict[str, tuple[str, str]] = {
    "instagram": ("Instagram", "https://www.instagram.com/{handle}"),
    "facebook": ("Facebook", "https://www.facebook.com/{handle}"),
    "x": ("X", "https://x.com/{handle}"),
    "tiktok": ("TikTok", "https://www.tiktok.com/@{handle}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{handle}"),
    "youtube": ("YouTube", "https://www.youtube.com/@{handle}"),
    "telegram": ("Telegram", "https://t.me/{handle}"),
    "pinterest": ("Pinterest", "https://www.pinterest.com/{handle}"),
}
_WORDS = {
    "ig": "instagram", "insta": "instagram", "fb": "facebook", "face": "facebook", "twitter": "x", "tw": "x",
    "tik tok": "tiktok", "tik": "tiktok", "in": "linkedin", "yt": "youtube", "tg": "telegram",
}  # fmt: skip
_HOSTS = {
    "instagram.com": "instagram", "instagr.am": "instagram", "facebook.com": "facebook", "fb.com": "facebook",
    "fb.me": "facebook", "twitter.com": "x", "x.com": "x", "tiktok.com": "tiktok", "linkedin.com": "linkedin",
    "youtube.com": "youtube", "t.me": "telegram", "telegram.me": "telegram", "pinterest.com": "pinterest",
    "pinterest.es": "pinterest",
}  # fmt: skip
_NAMED = re.compile(r"^([^\W\d_]+(?: tok)?)\s*[:\s]\s*@?([\w.\-]+)$")
_HANDLE = re.compile(r"^@?([\w.\-]{1,100})$")
_HOST = re.compile(r"^(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{1,23}$")


class SocialAccount(NamedTuple):
    """A social account: the network's key ("" when nobody said which) and the account's handle without @."""

    network: str
    handle: str

    @property
    def normal(self) -> str:
        """The form that is compared: "instagram:ana.flores"."""
        return f"{self.network}:{self.handle}" if self.network else f"@{self.handle}"

    @property
    def shown(self) -> str:
        """The account as it is shown: "Instagram @ana.flores"."""
        name = NETWORKS[self.network][0] if self.network else ""
        return f"{name} @{self.handle}".strip()

    @property
    def url(self) -> str:
        """Where the account is on the web, or ""."""
        return NETWORKS[self.network][1].format(handle=quote(self.handle)) if self.network else ""


def read_account(text: str, label: str = "") -> SocialAccount | None:
    """Read an account: an address of a known network, "instagram @ana", "@ana" with the network as its label.

    Returns:
        The account, or None when the text cannot be one.
    """
    plain = text.strip()
    account = _from_url(plain)
    if account:
        return account
    network = _network(label)
    named = _NAMED.match(plain)
    if named and _network(named[1]):
        return SocialAccount(_network(named[1]), named[2].lower())
    handle = _HANDLE.match(plain)
    return SocialAccount(network, handle[1].lower()) if handle and handle[1].strip(".-_") else None


def _network(word: str) -> str:
    plain = fold(word).strip(" :")
    return plain if plain in NETWORKS else _WORDS.get(plain, "")


def _from_url(text: str) -> SocialAccount | None:
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = re.sub(r"^(?:www|m|es|mobile)\.", "", parts.hostname or "")
    network = _HOSTS.get(host, "")
    path = [p for p in parts.path.split("/") if p]
    if not network or not path:
        return None
    if network == "linkedin" and path[0] in {"in", "company"} and len(path) > 1:
        path = path[1:]
    if not _HANDLE.match(path[0]):
        return None
    return SocialAccount(network, path[0].lstrip("@").lower())


def account_problem(text: str, label: str = "") -> str:
    """Return a sentence about a social account that cannot be read, or ""."""
    if read_account(text, label):
        return ""
    return _("Write the network and the account, such as “instagram @name”, or paste its address.")


def web_address(text: str) -> str:
    """Return a website's address in normal form ("https://example.com/shop"), or "" when it cannot be one.

    Only the web's own addresses are accepted: anything that could open a file or run something is not.
    """
    plain = text.strip()
    if any(c.isspace() for c in plain):
        return ""
    if "://" not in plain:
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.match(host) or parts.username is not None:
        return ""
    place = f"{host}:{port}" if port else host
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{place}{parts.path.rstrip('/')}{query}"


def web_problem(text: str) -> str:
    """Return a sentence about a website that cannot be right, or ""."""
    if web_address(text):
        return ""
    return _("A website looks like www.example.com, without spaces.")
