"""The colours in which the stage of a relationship is shown, wherever it is."""

from __future__ import annotations

from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.gui.common.labels import Tone

STAGE_TONES: dict[RelationshipStage, Tone] = {
    RelationshipStage.PROSPECT: "muted",
    RelationshipStage.ONE_TIME: "near",
    RelationshipStage.REPEAT: "done",
    RelationshipStage.LAPSED: "late",
}
