"""The geometry of a page that is printed, filled in by hand and read back by machine.

All lengths are millimetres from the top-left corner of the sheet. `documents` draws from here and `paper`
reads from here, so that the two cannot disagree.
"""
