"""Qt's own texts (buttons of dialogs, menus of text fields, the file and print dialogs) from our catalogue.

Qt ships catalogues of its own, but the Spanish one leaves texts in English and other languages have none;
here the same gettext catalogue serves both, and a test proves that every text below is translated.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from crm_desktop.shared.i18n import N_, _

# Texts of the standard dialogs that can appear, as Qt writes them. An ampersand marks the key with Alt.
QT_TEXTS: tuple[str, ...] = (
    # buttons of every dialog
    N_("OK"), N_("&OK"), N_("Save"), N_("&Save"), N_("Open"), N_("&Open"), N_("Cancel"), N_("&Cancel"),
    N_("Close"), N_("&Close"), N_("Apply"), N_("Reset"), N_("Help"), N_("Discard"),
    N_("&Yes"), N_("Yes to &All"), N_("&No"), N_("N&o to All"), N_("Save All"), N_("Abort"), N_("Retry"),
    N_("Ignore"), N_("Restore Defaults"), N_("Show Details..."), N_("Hide Details..."),
    # the menu of a text field
    N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"), N_("Select All"),
    N_("Copy &Link Location"), N_("Clear"), N_("&Step up"), N_("Step &down"),
    # scroll bars and title bars
    N_("Scroll here"), N_("Top"), N_("Bottom"), N_("Page up"), N_("Page down"), N_("Left edge"),
    N_("Right edge"), N_("Page left"), N_("Page right"), N_("Scroll up"), N_("Scroll down"),
    N_("Scroll left"), N_("Scroll right"), N_("Scroll Left"), N_("Scroll Right"),
    # choosing a file
    N_("Look in:"), N_("&Look in:"), N_("Back"), N_("Go back"), N_("Forward"), N_("Go forward"),
    N_("Parent Directory"),
    N_("Go to the parent directory"), N_("Create New Folder"), N_("Create a New Folder"), N_("List View"),
    N_("Change to list view mode"), N_("Detail View"), N_("Change to detail view mode"), N_("Sidebar"),
    N_("List of places and bookmarks"), N_("Files"), N_("File &name:"), N_("Files of &type:"),
    N_("&Choose"), N_("Choose"), N_("Directory:"), N_("Find Directory"), N_("Show "), N_("&Rename"),
    N_("&Delete"), N_("Show &hidden files"), N_("&New Folder"), N_("New Folder"), N_("All Files (*)"),
    N_("Name"), N_("Size"), N_("Type"), N_("Date Modified"), N_("Computer"),
    N_("Recent Places"), N_("Remove"), N_("Open"), N_("Save As"), N_("Find"), N_("Drive"), N_("File"),
    N_("Folder"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    N_("%1 already exists.\nDo you want to replace it?"),
    N_("'%1' is write protected.\nDo you want to delete it anyway?"),
    N_("Are you sure you want to delete '%1'?"), N_("Could not delete directory."),
    # choosing a colour
    N_("Select Color"), N_("&Basic colors"), N_("&Custom colors"), N_("&Add to Custom Colors"), N_("Hu&e:"),
    N_("&Sat:"), N_("&Val:"), N_("&Red:"), N_("&Green:"), N_("Bl&ue:"), N_("A&lpha channel:"), N_("&HTML:"),
    N_("&Pick Screen Color"), N_("Cursor at %1, %2\nPress ESC to cancel"),
    # printing
    N_("Print"), N_("&Print"), N_("&Options >>"), N_("&Options <<"), N_("Printer"), N_("&Name:"),
    N_("P&roperties"), N_("Location:"), N_("Preview"), N_("Type:"), N_("Output &file:"), N_("Copies"),
    N_("Print range"), N_("Print all"), N_("Pages from"), N_("to"), N_("Current Page"), N_("Selection"),
    N_("Pages"), N_("All Pages"), N_("Odd Pages"), N_("Even Pages"), N_("Output Settings"),
    N_("Copies:"), N_("Collate"), N_("Reverse"), N_("Page &Set:"), N_("Double Sided Printing"),
    N_("Off"), N_("Long side binding"),
    N_("Short side binding"),
    N_("Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a "
       "hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."), N_("Options"), N_("Color Mode"), N_("Color"),
    N_("Grayscale"), N_("None"), N_("Advanced"),
    N_("Properties"), N_("Printer Properties"), N_("Job Options"), N_("Page Setup"), N_("Paper"),
    N_("Page size:"), N_("Width:"), N_("Height:"), N_("Paper source:"), N_("Orientation"), N_("Portrait"),
    N_("Landscape"), N_("Reverse landscape"), N_("Reverse portrait"), N_("Margins"), N_("top margin"),
    N_("left margin"), N_("right margin"), N_("bottom margin"), N_("Page Layout"),
    N_("Print To File ..."), N_("Print to File (PDF)"), N_("Local file"),
    N_("Write PDF file"), N_("Print Preview"), N_("Next page"), N_("Previous page"), N_("First page"),
    N_("Last page"), N_("Fit width"), N_("Fit page"), N_("Zoom in"), N_("Zoom out"), N_("Page setup"),
    N_("Show single page"), N_("Show facing pages"), N_("Show overview of all pages"),
    N_("Automatic"), N_("Custom"), N_("Millimeters (mm)"), N_("Inches (in)"), N_("Points (pt)"),
    N_("Undo"), N_("Redo"), N_("Cut"), N_("Copy"), N_("Paste"),
    N_("Banner"), N_("Page"), N_("Invalid Pages Definition"), N_("&Print"),
    N_("Overwrite"),
    N_("Do you want to overwrite it?"), N_("%1 is a directory.\nPlease choose a different file name."),
    N_("File %1 is not writable.\nPlease choose a different file name."),
)  # fmt: skip


class CatalogueTranslator(QTranslator):
    """Answers Qt's requests for texts from the catalogue in force; keep a reference to it while installed."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the translation of one of Qt's texts, or None so that Qt uses its own."""
        return _(source) if source in _KNOWN else None

    def isEmpty(self) -> bool:
        return False


_KNOWN = frozenset(QT_TEXTS)
