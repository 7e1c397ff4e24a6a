"""How service is given: by which channel, and who starts it."""

from __future__ import annotations

from enum import StrEnum

from crm_desktop.shared.i18n import N_


class ServiceMode(StrEnum):
    """The broad type of service by channel."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    VIRTUAL = "virtual"


class Channel(StrEnum):
    """The finer channel; each belongs to one `ServiceMode`."""

    SHOP = "shop"
    VISIT = "visit"
    CALL = "call"
    EMAIL = "email"
    MESSAGE = "message"
    CHAT = "chat"
    SOCIAL = "social"
    WEB = "web"
    POST = "post"


class Initiative(StrEnum):
    """Who starts a contact: the shop (proactive) or the customer (reactive)."""

    PROACTIVE = "proactive"
    REACTIVE = "reactive"


MODE_OF: dict[Channel, ServiceMode] = {
    Channel.SHOP: ServiceMode.IN_PERSON,
    Channel.VISIT: ServiceMode.IN_PERSON,
    Channel.POST: ServiceMode.IN_PERSON,
    Channel.CALL: ServiceMode.TELEPHONE,
    Channel.EMAIL: ServiceMode.VIRTUAL,
    Channel.MESSAGE: ServiceMode.VIRTUAL,
    Channel.CHAT: ServiceMode.VIRTUAL,
    Channel.SOCIAL: ServiceMode.VIRTUAL,
    Channel.WEB: ServiceMode.VIRTUAL,
}

CHANNEL_NAMES: dict[Channel, str] = {
    Channel.SHOP: N_("In the shop"),
    Channel.VISIT: N_("Visit"),
    Channel.CALL: N_("Telephone"),
    Channel.EMAIL: N_("E-mail"),
    Channel.MESSAGE: N_("Message"),
    Channel.CHAT: N_("Chat"),
    Channel.SOCIAL: N_("Social network"),
    Channel.WEB: N_("Website"),
    Channel.POST: N_("Post"),
}

MODE_NAMES: dict[ServiceMode, str] = {
    ServiceMode.IN_PERSON: N_("In person"),
    ServiceMode.TELEPHONE: N_("By telephone"),
    ServiceMode.VIRTUAL: N_("By mail or message"),
}

INITIATIVE_NAMES: dict[Initiative, str] = {
    Initiative.PROACTIVE: N_("the shop takes the first step"),
    Initiative.REACTIVE: N_("the customer takes the first step"),
}
