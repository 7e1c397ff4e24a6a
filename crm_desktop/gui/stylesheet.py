"""The style sheet of the program, written from the colours of a theme.

Widgets are told apart by two properties: `kind` (what it is: "primary", "card", "chip"…) and `tone` (its
state: "late", "near", "done", "accent"). Sizes are logical pixels, in steps of 4 where they are distances.
"""

from __future__ import annotations

from crm_desktop.gui.colours import Colours, mix
from crm_desktop.shared.paths import resources_dir

_SHEET = """
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: 4px 6px; }}
QDialog, QWidget[kind="sheet"] {{ background: {surface}; }}
QWidget[kind="window"] {{ background: {window}; }}
QPushButton[kind="name"] {{ background: transparent; border: 1px solid transparent; padding: 2px 4px;
  text-align: left; }}
QPushButton[kind="name"]:hover {{ color: {accent}; }}
QPushButton[kind="name"]:focus {{ border: 2px solid {accent}; padding: 1px 3px; border-radius: 4px; }}
QFrame[kind="card"], QWidget[kind="card"] {{ background: {surface}; border: 1px solid {border};
  border-radius: 8px; }}
QFrame[kind="note"] {{ background: {soft}; border: none; border-radius: 6px; }}
QFrame[kind="note"][tone="near"] {{ background: {near_soft}; }}
QFrame[kind="note"][tone="late"] {{ background: {late_soft}; }}
QFrame[kind="tile"] {{ background: {raised}; border: none; border-radius: 6px; }}
QFrame[kind="mark"] {{ background: {accent}; border: none; }}
QFrame[kind="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[kind="bar"], QWidget[kind="bar"] {{ background: {surface}; border: none;
  border-top: 1px solid {border}; }}
QFrame[kind="nav"] {{ background: {surface}; border: none; border-right: 1px solid {border}; }}
QFrame[kind="top"] {{ background: {surface}; border: none; border-bottom: 1px solid {border}; }}
QLabel[kind="chip"] {{ background: {raised}; color: {muted}; border-radius: 10px; padding: 2px 10px; }}
QLabel[kind="key"] {{ background: {raised}; color: {muted}; border-radius: 4px; padding: 1px 6px; }}
QLabel[kind="chip"][tone="accent"] {{ background: {soft}; color: {on_soft}; }}
QLabel[kind="chip"][tone="late"] {{ background: {late_soft}; color: {late}; }}
QLabel[kind="chip"][tone="near"] {{ background: {near_soft}; color: {near}; }}
QLabel[kind="chip"][tone="done"] {{ background: {done_soft}; color: {done}; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="late"] {{ color: {late}; }}
QLabel[tone="near"] {{ color: {near}; }}
QLabel[tone="done"] {{ color: {done}; }}
QLabel[tone="accent"] {{ color: {accent}; }}
QPushButton {{ background: {surface}; color: {text}; border: 1px solid {border}; border-radius: 6px;
  padding: 6px 14px; min-height: 18px; }}
QPushButton:hover {{ background: {raised}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QPushButton:disabled {{ color: {faded}; }}
QPushButton[kind="primary"] {{ background: {fill}; color: {on_fill}; border: 1px solid {fill};
  font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {fill_hover}; border-color: {fill_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="primary"]:disabled {{ background: {border}; border-color: {border}; color: {faded}; }}
QPushButton[kind="danger"] {{ color: {late}; border-color: {late}; }}
QPushButton[kind="danger"]:hover {{ background: {late_soft}; }}
QPushButton[kind="danger"]:focus {{ border: 2px solid {late}; }}
QPushButton[kind="flat"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton[kind="flat"]:hover {{ background: {raised}; }}
QPushButton[kind="flat"]:focus {{ border: 2px solid {accent}; }}
QPushButton[kind="row"] {{ background: transparent; border: 1px solid transparent; text-align: left;
  padding: 6px 8px; }}
QPushButton[kind="row"]:hover {{ background: {raised}; }}
QPushButton[kind="row"]:focus {{ border: 2px solid {accent}; padding: 5px 7px; }}
QPushButton[kind="link"] {{ background: transparent; color: {accent}; border: 1px solid transparent;
  padding: 2px 4px;
  font-weight: 600; text-align: left; border-radius: 4px; }}
QPushButton[kind="link"]:hover {{ background: {soft}; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {accent}; padding: 1px 3px; }}
QPushButton[kind="choice"] {{ text-align: left; padding: 0 0 0 16px; border-radius: 8px; }}
QPushButton[kind="choice"]:checked {{ background: {soft}; border: 2px solid {accent}; }}
QToolButton {{ background: transparent; color: {text}; border: 1px solid transparent; border-radius: 6px;
  padding: 4px; }}
QToolButton:hover {{ background: {raised}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 3px; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[kind="section"] {{ font-weight: 600; padding: 4px 6px 4px 2px; }}
QToolButton[kind="chip"] {{ background: {raised}; color: {muted}; border-radius: 12px; padding: 3px 12px; }}
QToolButton[kind="chip"]:hover {{ color: {text}; background: {line}; }}
QToolButton[kind="chip"]:focus {{ border: 2px solid {accent}; padding: 2px 11px; }}
QToolButton[kind="chip"]:disabled {{ color: {faded}; }}
QToolButton[kind="chip"][tone="accent"] {{ background: {soft}; color: {on_soft}; }}
QToolButton[kind="chip"][tone="done"] {{ background: {done_soft}; color: {done}; }}
QToolButton[kind="chip"][tone="late"] {{ color: {late}; }}
QToolButton[kind="chip"]:checked {{ background: {soft}; color: {on_soft}; }}
QToolButton[kind="result"] {{ background: {surface}; border: 1px solid {border}; padding: 6px; }}
QToolButton[kind="result"]:hover {{ background: {raised}; }}
QToolButton[kind="result"]:checked {{ background: {soft}; color: {on_soft}; border: 2px solid {accent};
  padding: 5px; font-weight: 600; }}
QToolButton[kind="result"]:focus {{ border: 2px solid {accent}; padding: 5px; }}
QToolButton[kind="nav"] {{ background: transparent; color: {text}; border-radius: 6px; padding: 0 10px;
  text-align: left;
  min-height: 28px; max-height: 28px; border: 2px solid transparent; }}
QToolButton[kind="nav"]:hover {{ background: {raised}; }}
QToolButton[kind="nav"]:checked {{ background: {soft}; color: {on_soft}; font-weight: 600; }}
QToolButton[kind="nav"]:focus {{ border: 2px solid {accent}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {{ background: {surface}; color: {text};
  border: 1px solid {control}; border-radius: 6px; padding: 4px 8px; min-height: 20px;
  selection-background-color: {fill}; selection-color: {on_fill}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus,
  QComboBox:focus {{ border: 2px solid {accent};
  padding: 3px 7px; }}
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] {{ border-color: {late}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ background: {raised};
  color: {faded};
  border-color: {border}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {raised}; border-color: {border}; }}
QLineEdit[kind="search"] {{ border: 1px solid {border}; padding-left: 4px; }}
QLineEdit[kind="search"][size="large"] {{ min-height: 38px; border-radius: 8px; }}
QLineEdit[kind="search"]:focus {{ border: 2px solid {accent}; padding-left: 3px; }}
QLineEdit[kind="bare"] {{ border: none; background: transparent; padding: 2px; }}
QComboBox::drop-down {{ border: none; width: 24px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url("{images}/arrow-down.png"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {border};
  selection-background-color: {soft}; selection-color: {text}; outline: none; padding: 4px; }}
QSpinBox {{ padding: 2px 0 3px 0; }}
QSpinBox:focus {{ padding: 1px 0 2px 0; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 20px; background: transparent; }}
QSpinBox::up-arrow {{ image: url("{images}/arrow-up.png"); width: 10px; height: 10px; }}
QSpinBox::down-arrow {{ image: url("{images}/arrow-down.png"); width: 10px; height: 10px; }}
QAbstractItemView {{ outline: none; }}
QTableView, QListView, QTreeView, QListWidget {{ background: {surface}; color: {text}; border: none;
  selection-background-color: {soft}; selection-color: {text}; }}
QTableView[kind="lines"]::item {{ padding: 0 6px; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none;
  border-bottom: 1px solid {border};
  padding: 6px 8px 6px 9px; font-weight: 600; }}
QHeaderView::section:hover {{ color: {text}; }}
QHeaderView::up-arrow {{ image: url("{images}/arrow-up.png"); width: 10px; height: 10px; }}
QHeaderView::down-arrow {{ image: url("{images}/arrow-down.png"); width: 10px; height: 10px; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {border}; border-radius: 6px;
  padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {soft}; color: {text}; }}
QMenu::item:disabled {{ color: {faded}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {thumb}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea, QScrollArea > QWidget,
  QScrollArea > QWidget > QWidget[kind="page"] {{ background: transparent; border: none; }}
QListWidget::item {{ padding: 4px 8px; border-radius: 6px; }}
QListWidget::item:selected {{ background: {soft}; color: {text}; }}
QListWidget::item:hover:!selected {{ background: {raised}; }}
QListWidget[kind="parts"] {{ background: transparent; }}
QListView[kind="timeline"] {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 6px 14px; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {border}; }}
QProgressBar {{ background: {raised}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {fill}; border-radius: 3px; }}
QCheckBox, QRadioButton {{ spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {accent}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {control};
  background: {surface}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 9px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background: {fill}; border-color: {fill}; }}
QCheckBox::indicator:checked {{ image: url("{images}/{tick}.png"); }}
QRadioButton::indicator:checked {{ image: url("{images}/{dot}.png"); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {border};
  background: {raised}; }}
"""


def build(colours: Colours) -> str:
    """Return the style sheet of a theme."""
    values = {name: getattr(colours, name) for name in colours._fields}
    return _SHEET.format(
        **values,
        faded=mix(colours.muted, colours.surface, 0.35),
        thumb=mix(colours.border, colours.control, 0.4),
        images=(resources_dir() / "images").as_posix(),
        tick="tick-dark" if colours.dark else "tick-light",
        dot="dot-dark" if colours.dark else "dot-light",
    )
