"""Reading: kept SQL texts that give frozen row dataclasses."""
