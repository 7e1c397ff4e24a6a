"""How fast the program is, as ratios to floors that are measured in the same run.

    python3 dev.py bench [--quick] [--json] [--only NAME …] [--shops FOLDER]

A figure on its own says little: computers differ, and so do days. So each of ours is measured together with a
floor, the least that the machine needs for the same job without the program: the two take turns, and the
ratio of both is what must not exceed the target. Of jobs of a few milliseconds both sides count by the sample
that a quarter is faster than, which is hardly disturbed by what else the computer does. `value` and `floor`
have the same unit, which ends the name.

figure                  floor
----------------------  ----------------------------------------------------------------------------------
search_p95_ms           an FTS5 table of the same texts in a file of its own, asked through the bare
                        driver for the first fifty rows of the same prefixes, in whatever order they come
key_to_painted_p95_ms   QTableView over QSortFilterProxyModel over the same rows as tuples: from the key
                        press to the painted list
list_painted_ms         the same list over a shop of 100 customers
last_page_ms            the first page of the same list
sort_painted_ms         the same proxy sorted by another column and painted
page_of_50_ms           the same SELECT with the same parameters through the bare driver, as tuples
save_customer_ms        one flushed write (WAL, synchronous=FULL) of as many bytes as the save leaves in
                        the log, as one row of a bare table
window_start_ms         a process that shows and paints the smallest PySide6 window
window_memory_mb        the most memory that this process held
import_csv_ms           the same rows inserted into the same tables with the same indices and the same
                        search, in one transaction, without the journal
import_memory_mb        300 MB more than an idle process
import_large_memory_mb  the same, for a file of 100 MB (with --quick, 10 MB)
export_csv_ms           csv.writer writing the same cells
follow_up_list_pdf_ms   one platypus Table of the same cells, with sizes given
backup_ms               a copy of the file, read and written in blocks, flushed
counter_view_ms         the same queries through the bare driver: a scanned card, and all that is shown then
counter_painted_ms      the same queries and one repaint of the counter: a scanned card until it is painted
sale_committed_ms       one flushed write of as many bytes as a sale of a customer leaves in the log
balance_ms              the same row read through the bare driver
expiry_run_ms           the entries, what they took and the lots, as three statements of one transaction
segment_count_ms        six conditions written by hand, over the counters
segment_edited_ms       the same; ours puts conditions together that it knows already
segment_wide_ms         GROUP BY over the purchases
rfm_ms                  NTILE over the counters, three times
check_totals_ms         one GROUP BY over the purchases
import_purchases_ms     the same rows inserted into the same shop's tables and indices, in one transaction,
                        without journal, counters or the file to read

Targets of figures whose floor grows with the number of rows while ours does not (a key press, a sort) hold at
100,000 customers; at smaller sizes they are wider in proportion. So do those of the counter and of segments,
whose floors are fractions of a millisecond in a small shop.

Sales are measured in one shop: the largest, with a million purchases, a million contacts and two million
entries of points; with `--quick`, the one of 2,000 customers, with ten thousand. To make it takes some
minutes: with `--shops` the shops stay in a folder, where the next run finds them.

`--quick` measures the same figures at smaller sizes, for a look before a commit; without it, at 2,000, 20,000
and 100,000 customers. With `--json` there is one JSON document on standard output: a list of objects with
`name`, `value`, `floor`, `ratio`, `target` and `size` (customers). The exit status is 1 when a ratio exceeds
its target.
"""
