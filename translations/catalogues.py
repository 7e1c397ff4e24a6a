"""The gettext catalogues: kept up to date with the code, completed from fragments, checked, compiled.

Called by `dev.py` as `python -m translations.catalogues update|check|compile`. A catalogue says nothing that
changes without need: no dates, no line numbers, no guesses. So its history is worth reading.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import string
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from resources.packaging.system import locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = "crm_desktop"
LANGUAGES = {"es": "Spanish", "en": "English"}
TARGET = "es"  # what fragments translate into
SOURCE = "en"  # the language of the msgids: its catalogue fills itself
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """\
# {title}
# Kept by `python3 dev.py translations`; only the msgstr lines are written by hand.
msgid ""
msgstr ""
"Project-Id-Version: Mostrador\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
Key = tuple[str, str | None]


class Trouble(Exception):
    """Something that a person has to mend first; the text says what."""


def template_path(root: Path) -> Path:
    """Where the template without translations is kept."""
    return root / "translations" / f"{DOMAIN}.pot"


def catalogue_path(root: Path, language: str) -> Path:
    """Where the catalogue of a language is kept."""
    return root / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def key_of(message: Message) -> Key:
    """What makes a message the same message: its (singular) text and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def strings_of(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def messages_of(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def extract(root: Path) -> Catalog:
    """Reads every text of the program that is shown to a person.

    Returns:
        A template, ordered by the first file that uses a text and then by the text.

    Raises:
        Trouble: a file is not Python, or one text is used with and without a plural.
    """
    found: dict[Key, tuple[str | tuple[str, ...], list[str], list[str]]] = {}
    for file in sorted((root / DOMAIN).rglob("*.py")):
        name = file.relative_to(root).as_posix()
        try:
            ast.parse(file.read_bytes())
        except SyntaxError as error:
            raise Trouble(f"{name}, line {error.lineno}, is not Python yet; nothing was changed") from error
        for _line, ids, comments, context in extract_from_file(
            "python", str(file), keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            text = ids if isinstance(ids, str) else tuple(ids)
            key = (text if isinstance(text, str) else text[0], context)
            if not key[0]:
                continue
            known, files, notes = found.setdefault(key, (text, [], []))
            if isinstance(known, tuple) and isinstance(text, tuple) and known != text:
                raise Trouble(f"{name}: {key[0]!r} has another plural in {files[0]}")
            if isinstance(text, tuple):
                known = text
            if name not in files:
                files.append(name)
            notes += [note for note in comments if note not in notes]
            found[key] = (known, files, notes)
    template = Catalog(charset="utf-8")
    for (_, context), (text, files, notes) in sorted(
        found.items(), key=lambda item: (item[1][1][0], item[0][0])
    ):
        locations = [(name, 0) for name in files]
        template.add(text, None, locations, auto_comments=notes, context=context)
    return template


def load(path: Path, language: str) -> Catalog:
    """Reads a catalogue or a fragment of one; an absent file is an empty catalogue."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    try:
        return read_po(BytesIO(path.read_bytes()), locale=language, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise Trouble(f"{path} is not a catalogue: {error}; nothing was changed") from error


def dump(catalogue: Catalog, title: str, language: str) -> bytes:
    """The text of a catalogue in its one fixed form."""
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, include_lineno=False)
    plurals = catalogue.plural_forms if language else "nplurals=INTEGER; plural=EXPRESSION;"
    return HEADER.format(title=title, language=language, plurals=plurals).encode() + body.getvalue()


def translate(template: Catalog, language: str, known: Iterable[Catalog]) -> Catalog:
    """Makes the catalogue of a language: the template's texts with the last known translation of each."""
    words: dict[Key, tuple[str, ...]] = {}
    notes: dict[Key, list[str]] = {}
    for catalogue in known:
        for message in messages_of(catalogue):
            if any(strings_of(message)) and not message.fuzzy:
                words[key_of(message)] = strings_of(message)
            notes.setdefault(key_of(message), list(message.user_comments))
    result = Catalog(locale=language, charset="utf-8")
    for message in messages_of(template):
        key = key_of(message)
        plural = not isinstance(message.id, str)
        count = result.num_plurals if plural else 1
        texts = words.get(key, ())
        if language == SOURCE:
            texts = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        texts = texts if len(texts) == count else ("",) * count
        result.add(
            message.id,
            texts if plural else texts[0],
            message.locations,
            auto_comments=message.auto_comments,
            user_comments=notes.get(key, ()),
            context=message.context,
        )
    return result


def contents(root: Path, template: Catalog, fragments: Iterable[Catalog]) -> dict[Path, bytes]:
    """What the template and the catalogues should be: file → content."""
    wanted = {template_path(root): dump(template, "Texts of Mostrador", "")}
    for language, name in LANGUAGES.items():
        path = catalogue_path(root, language)
        known = [load(path, language), *(fragments if language == TARGET else [])]
        catalogue = translate(template, language, known)
        wanted[path] = dump(catalogue, f"Mostrador in {name}", language)
    return wanted


def update(root: Path, fragments: Iterable[Path]) -> list[str]:
    """Brings the template and every catalogue up to date; returns what a person should know, in sentences."""
    template = extract(root)
    used = {key_of(message) for message in messages_of(template)}
    told = []
    pieces = []
    for fragment in fragments:
        if not fragment.exists():
            raise Trouble(f"there is no file {fragment}; nothing was changed")
        pieces.append(load(fragment, TARGET))
        unused = [message for message in messages_of(pieces[-1]) if key_of(message) not in used]
        if unused:
            some = ", ".join(repr(key_of(message)[0][:50]) for message in unused[:8])
            told.append(f"{fragment.name}: {len(unused)} texts are not in the code (yet): {some}")
    for path, content in contents(root, template, pieces).items():
        write(path, content)
    compile_all(root)
    return told + faults(root)


def write(path: Path, content: bytes) -> None:
    """Replaces a file as a whole, and only when it changes."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    fresh.write_bytes(content)
    fresh.replace(path)


def placeholders(text: str) -> list[str]:
    """The names that `str.format` fills in, sorted, each as often as it occurs."""
    try:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return re.findall(r"[{}]", text)


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with the translation of one text."""
    originals = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    texts = strings_of(message)
    if not texts or not all(texts):
        yield "is not translated"
        return
    for index, text in enumerate(texts):
        original = originals[min(index, len(originals) - 1)]
        # "One customer" may leave the number out that "{count} customers" has, and the other way round.
        allowed = [placeholders(original), *(placeholders(other) for other in originals)]
        if placeholders(text) not in allowed and not (
            len(originals) > 1 and set(placeholders(text)) <= set(placeholders(originals[-1]))
        ):
            yield f"has other placeholders than its translation {text!r}"
        for end, cut in (("begin", slice(0, 1)), ("end", slice(-1, None))):
            if original[cut].isspace() != text[cut].isspace():
                yield f"does not {end} like its translation {text!r}"


def faults(root: Path) -> list[str]:
    """Each text that has no translation or a wrong one, with the file that shows it."""
    found = []
    for language in LANGUAGES:
        for message in messages_of(load(catalogue_path(root, language), language)):
            where = message.locations[0][0] if message.locations else "?"
            found += [f"{language}: {where}: {key_of(message)[0]!r} {fault}" for fault in faults_of(message)]
    return found


def check(root: Path) -> list[str]:
    """What `update` would change, and every text without its translation."""
    wanted = contents(root, extract(root), [])
    if all(path.exists() and path.read_bytes() == content for path, content in wanted.items()):
        return faults(root)
    return ["the catalogues are not up to date with the code: python3 dev.py translations", *faults(root)]


def compile_all(root: Path) -> None:
    """Writes the compiled catalogue beside each source that is newer than it."""
    for language in LANGUAGES:
        path = catalogue_path(root, language)
        compiled = path.with_suffix(".mo")
        if not path.exists() or (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
            continue
        content = BytesIO()
        write_mo(content, load(path, language))
        fresh = compiled.with_name(f"{compiled.name}.{os.getpid()}.tmp")
        fresh.write_bytes(content.getvalue())
        fresh.replace(compiled)


def main() -> int:
    """Runs one of the commands; the exit status is 1 when something is left for a person to do."""
    parser = argparse.ArgumentParser(prog="dev.py translations")
    parser.add_argument("command", choices=("update", "check", "compile"))
    parser.add_argument("--merge", nargs="*", type=Path, default=[], metavar="FRAGMENT.po")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    given = parser.parse_args()
    told: list[str] = []
    try:
        with locked(Path(sys.prefix) / "catalogues.lock"):
            if given.command == "update":
                told = update(given.root, given.merge)
            elif given.command == "check":
                told = check(given.root)
            else:
                compile_all(given.root)
    except Trouble as trouble:
        told = [str(trouble)]
    print("\n".join(told), file=sys.stderr if given.command == "update" else sys.stdout)
    return int(bool(told) and given.command != "update")


if __name__ == "__main__":
    sys.exit(main())
