"""Loads PySide6 without what only its error messages need: a third of the time of the smallest window.

`import PySide6` also runs the modules that write the signatures of Qt's functions (into a `TypeError`, or for
`help`): they are unpacked from an archive and compiled anew at every start. And it puts a hook into `import`
that reads the source of each module that is imported afterwards, to find out whether it says
`from __feature__ import …`, which this program does not. Here those modules are run when something first asks
for one of them, and `import` is left as it was.

That is known of the release in `TRIED` and done for no other; any other is loaded as it always was.
"""

from __future__ import annotations

import builtins
import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from importlib.machinery import ModuleSpec

TRIED = "6.11.3"  # the release that is pinned; a test proves there that what is put off still comes
_PUT_OFF = frozenset(
    {
        "shibokensupport.feature",
        "shibokensupport.signature.errorhandler",
        "shibokensupport.signature.layout",
        "shibokensupport.signature.mapping",
        "shibokensupport.signature.parser",
        "shibokensupport.signature.lib.enum_sig",
        "shibokensupport.signature.lib.pyi_generator",
        "shibokensupport.signature.lib.tool",
    }
)
_lock = threading.RLock()


class _PutOff(ModuleType):
    """A module that is run when something of it is first asked for."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        self.__package__ = spec.parent

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        run(self)
        return getattr(self, name)


def run(module: ModuleType) -> None:
    """Run a module that was put off."""
    with _lock:
        spec = module.__spec__
        if not isinstance(module, _PutOff) or spec is None or spec.loader is None:
            return
        module.__class__ = ModuleType  # type: ignore[assignment] # from now on it is like any other
        published, spec.name = spec.name, module.__name__  # PySide6 gives it a second name
        try:
            spec.loader.exec_module(module)
        finally:
            spec.name = published


def put_off() -> list[str]:
    """Return the names of the modules that have not been run yet."""
    return sorted({m.__name__ for m in list(sys.modules.values()) if isinstance(m, _PutOff)})


def _no_feature(*_arguments: object, **_named: object) -> None:
    """What PySide6's hook in `import` is told: this module asks for no feature."""


def _stand_in(name: str) -> _PutOff | None:
    """Return what stands for one of the modules; None when it cannot be found in the usual way."""
    from importlib.util import find_spec

    spec = find_spec(name)
    if spec is None or spec.loader is None:
        return None
    module = _PutOff(spec)
    # What is looked up in the module's dictionary, where nothing can notice that it is asked for.
    if name.endswith(".mapping"):

        def update_mapping() -> Any:
            run(module)
            return module.__dict__["update_mapping"]()

        module.__dict__["update_mapping"] = update_mapping
    elif name.endswith(".feature"):
        module.__dict__.update(feature_import=_no_feature, feature_imported=_no_feature)
    return module


def _import_putting_off(genuine: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    """Return an `__import__` that puts a stand-in where PySide6 loads one of the modules."""

    def importing(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as `__import__` calls them
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if name.startswith("shibokensupport"):
            for part in fromlist or ():
                full = f"{name}.{part}"
                if full in _PUT_OFF and full not in sys.modules and _is_tried():
                    package = genuine(name, None, None, ("__path__",))
                    module = _stand_in(full)
                    if module is not None:
                        sys.modules[full] = module
                        setattr(package, part, module)
        return genuine(name, globals, locals, fromlist, level)

    return importing


def _is_tried() -> bool:
    return getattr(sys.modules.get("shiboken6"), "__version__", "") == TRIED


def load() -> None:
    """Load PySide6 quickly; nothing happens when it is loaded already."""
    if "shiboken6" in sys.modules:
        return
    genuine = builtins.__import__
    builtins.__import__ = _import_putting_off(genuine)
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.__import__ = genuine
    if hasattr(builtins, "__orig_import__"):  # PySide6's own way back
        builtins.__orig_import__ = genuine
