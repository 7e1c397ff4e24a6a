"""The kit that every screen is built from: what to use for what.

=============================  ==============================================================================
for                            use
=============================  ==============================================================================
text                           `labels.PlainLabel`; `title` (1.5), `heading` (1.2), `caption`, `muted`;
                               `ElidedLabel` for one line that may be cut; never a bare QLabel
a tag, a tier, a state         `labels.Chip(text, tone)`: "late" red, "near" amber, "done" green, "accent"
a word that does something     `labels.Link`, `ElidedLink`; `labels.button(text, icon, kind)`, kind "primary",
                               "danger" or "flat" (one primary per screen or dialog)
a framed area, a hair line     `labels.card(kind="card"|"note"|"tile")`, `labels.rule()`
an icon                        `gui.icons.icon("phone", "muted")` on buttons, `labels.IconLabel` alone; new
                               ones: the SVG of Lucide into resources/icons
a list with all around it      `list_panel.ListPanel`, said with `list_spec.ListSpec` (see below); beside it
                               the current row, or what to do with many: `list_screen.ListScreen`
a table alone                  `paged_table.PagedTable` with `paged_model.Column` and `Cell`; open with
                               `table.open(first, all_ids)`, after a change `table.refresh()`
filters over a list            `filter_button.FilterButton` ("Town: all ▾"), `filter_button.ChipToggle`
nothing to show                `empty_state.EmptyState` (what the screen is for, and the first action)
something tall                 `labels.scrolled(widget)`
list beside detail             `split_view.SplitView`
a form                         `form.Form` with `fields.TextField`, `LongTextField`, `ChoiceField`,
                               `CheckField`, `NumberField`, `DateField`, `TimeField`, `WidgetField`
a dialog                       `dialog.Dialog`, `dialog.FormDialog` (override `submit`); show with `open()`,
                               never `exec()`
a date, an hour                `date_edit.DateEdit`, `TimeEdit`; in words: `when.short_date`,
                               `when.due`, `when.ago`
tags                           `tag_editor.TagEditor`
a customer, by typing          `customer_chooser.CustomerChooser`
a follow-up                    `reminder_editor.new_reminder`, `edit_reminder`, `add_reminders` (for many);
                               `complete_dialog.CompleteDialog` for what came of it
customers in a list, on paper  `customer_columns.columns`, `print_customers.print_list` and `print_labels`,
                               `print_letters.print_letters`,
                               `export_customers.ExportDialog`, `tag_dialog.TagDialog`
a sale or a return             `purchase_dialog.PurchaseDialog`, `return_dialog.ReturnDialog`,
                               `receipt.print_receipt`
points, vouchers, cards        `give_points.GivePoints`, `give_voucher.GiveVoucher`,
                               `print_cards.print_cards`, `print_statement.print_statement`, `stamps.StampRow`
an order, a stage              `wish_dialog.WishDialog`, `stages.STAGE_TONES`
a person of the shop           `staff_chooser.StaffChooser`, `staff_chooser.dot(colour)`
things in lines                `flow_layout.FlowLayout`
what happened, newest first    `timeline.Timeline` with `TimelineItem`
a page of the window           subclass `screen.Screen`, take a `screen.Context`, add a line to
                               `gui/screens.py`
reading                        `tasks.run_query(self, fn, done, key="…")`; never read on the window's thread
writing                        `tasks.run_change(self, fn, done)`: the bar says what happened, offers Undo
long work                      `tasks.run_long(self, fn(progress), title, done)`
what can wait for a picture    `later.do(self, step)`: after the first paint, a turn for each step
hearing of changes             `events.on_change(self, {"customers"}, self._reload)`
saying something               `messages.show_error`, `messages.ask` (destructive), `messages.toast`
remembering                    `context.state.put / get` (this PC), never the shop's file
=============================  ==============================================================================

A screen with a list, whole (`gui/customers` and `gui/reminders` are the long form)::

    class ProductsPage(ListScreen[ListPanel[ProductRow]]):
        def __init__(self, context: Context) -> None:
            shop = context.shop
            columns = (
                Column("name", _("Product"), lambda row: row.name, 200, elastic=True),
                Column("price", _("Price"), lambda row: money(row.price), 90, align="right"),
            )
            spec = ListSpec(
                "products",
                _("Products"),
                columns,
                lambda ids: products.rows(shop, ids),
                lambda row: row.id,
                ids=lambda asked: products.list_ids(shop, asked.text, asked.get("family"), asked.sort),
                search=_("Name or reference"),
                counted=lambda n: said_of(n),
                nothing=lambda asked: Nothing("package", _("No products yet"), first=Do(_("New"), self.new)),
                filters=(Choice("family", _("Family")), Toggle("retired", _("Retired"))),
                choices=lambda: {"family": products.families(shop)},
                watched=("products",),
            )
            super().__init__(context, ListPanel(context, spec))
            self.list.offer_more(_("Import, export"), self.list_actions)

and `make_detail`, `show_in_detail`, `groups` (the bulk actions: `self.list.change_selected(fn)`), `new`.

Tests: the fixtures of `tests/gui/conftest.py` give an application in our theme, workers that end with the
test, an `empty_place` (shop and context), `settle()`, and a `recorder` that remembers every message and
answers questions (`recorder.answer("Discard")`); `tests/gui/support.py` shows pages and reads lists.
"""
