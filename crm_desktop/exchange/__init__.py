"""Files that come in and go out: CSV, XLSX, vCard, iCalendar. Knows nothing of the database."""
