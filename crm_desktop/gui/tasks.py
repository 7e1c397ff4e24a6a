"""Work away from the window's thread: queries on a few readers, changes one after the other on one writer.

    run_query(self, lambda: customers.first_page(shop, wanted), self._show, key="list")
    run_change(self, lambda: customers.archive(shop, ids))
    run_long(self, lambda progress: …, _("Importing customers"), self._imported)

Callbacks run on the window's thread and only while their owner lives. A `KnownError` becomes its sentence,
anything else a crash report; the program goes on. What happens outside (events, messages, the bottom bar) is
wired through `Hooks` by the composition root.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from crm_desktop.shared.errors import Cancelled, KnownError, ShopClosed

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.changes import Changes

T = TypeVar("T")
READERS = 2


class Progress:
    """How far a long piece of work is.

    The worker calls `step` and asks `cancelled`; the bottom bar reads the rest.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.done = 0
        self.total = 0
        self.finished = False
        self._cancelled = threading.Event()

    def step(self, done: int, total: int) -> None:
        """Tell how much is done; `total` 0 while nobody knows. Cheap: may be called for every row."""
        self.done, self.total = done, total

    def cancelled(self) -> bool:
        """Whether the person pressed Cancel; the work should raise `Cancelled` and leave nothing behind."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancelled.set()


def _ignore(*_arguments: object) -> None:
    """The hook of somebody who does not listen."""


class Hooks(NamedTuple):
    """What the rest of the window does about tasks; all are called on its thread, except `interrupt`.

    Attributes:
        changed: a change was written.
        known_error: (owner, error) nobody else took care of a known error.
        crash: a fault of the program.
        progress: long work has begun; its Progress tells when it is finished.
        interrupt: (thread identity) stop the SQL that this thread runs; called from any thread.
        leave: a worker thread ends: close what it opened; called on that thread.
    """

    changed: Callable[[Changes[Any]], None] = _ignore
    known_error: Callable[[QObject | None, KnownError], None] = _ignore
    crash: Callable[[BaseException], None] = _ignore
    progress: Callable[[Progress], None] = _ignore
    interrupt: Callable[[int], None] = _ignore
    leave: Callable[[], None] = _ignore


class _Job:
    """One piece of work; a plain class, because a dataclass costs the window's start a millisecond."""

    __slots__ = (
        "cancelled", "deliver", "error", "failed", "key", "outlives_owner", "owner", "progress", "result",
        "work", "worker",
    )  # fmt: skip

    def __init__(
        self,
        owner: QObject,
        work: Callable[[], Any],
        deliver: Callable[[Any], None],
        failed: Callable[[KnownError], None] | None,
        *,
        key: tuple[int, str] | None = None,
        outlives_owner: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.owner, self.work, self.deliver, self.failed = owner, work, deliver, failed
        self.key, self.outlives_owner, self.progress = key, outlives_owner, progress
        self.cancelled = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.worker: _Worker | None = None


class _Worker:
    """One thread that takes jobs from a queue."""

    def __init__(self, name: str, runner: Runner, jobs: queue.SimpleQueue[_Job | None]) -> None:
        self.runner, self.jobs = runner, jobs
        self.lock = threading.Lock()
        self.job: _Job | None = None
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while (job := self.jobs.get()) is not None:
            with self.lock:
                if not job.cancelled:
                    self.job, job.worker = job, self
            if self.job is None:
                self.runner.post(job)
                continue
            try:
                job.result = job.work()
            except BaseException as error:  # noqa: BLE001 - it is handed to the window's thread
                job.error = error
            with self.lock:
                self.job = job.worker = None
            self.runner.post(job)
            del job
        self.runner.hooks.leave()

    def stop(self, job: _Job) -> None:
        """Interrupt the SQL of this job if it is still the one that runs; never of the next."""
        with self.lock:
            if self.job is job and self.thread.ident is not None:
                self.runner.hooks.interrupt(self.thread.ident)


class Runner(QObject):
    """The workers of one window."""

    drained = Signal()  # all that was asked for has been delivered
    _posted = Signal()

    def __init__(self, hooks: Hooks | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hooks = hooks or Hooks()
        self._finished: deque[_Job] = deque()
        self._reads: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._writes: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._readers: list[_Worker] = []
        self._writer: _Worker | None = None
        self._latest: dict[tuple[int, str], _Job] = {}
        self._pending: set[_Job] = set()
        self._posted.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    # -- in

    def read(self, job: _Job) -> None:
        """Queue a query; one with the same key that came before is cancelled."""
        if job.key is not None:
            before = self._latest.get(job.key)
            if before is not None:
                self.cancel(before)
            self._latest[job.key] = job
        if len(self._readers) < READERS and len(self._readers) <= len(self._pending):
            self._readers.append(_Worker(f"reader-{len(self._readers) + 1}", self, self._reads))
        self._pending.add(job)
        self._reads.put(job)

    def write(self, job: _Job) -> None:
        """Queue a change."""
        if self._writer is None:
            self._writer = _Worker("writer", self, self._writes)
        self._pending.add(job)
        self._writes.put(job)
        if job.progress is not None:
            self.hooks.progress(job.progress)

    def cancel(self, job: _Job) -> None:
        """Drop the result of a query and interrupt its SQL."""
        job.cancelled = True
        worker = job.worker
        if worker is not None:
            worker.stop(job)

    def cancel_key(self, key: tuple[int, str]) -> None:
        """Cancel the query that runs under this key, if any."""
        job = self._latest.pop(key, None)
        if job is not None:
            self.cancel(job)

    # -- out

    def post(self, job: _Job) -> None:
        """Hand a finished job to the window's thread; called by the workers."""
        self._finished.append(job)
        if shiboken6.isValid(self):
            self._posted.emit()

    def _drain(self) -> None:
        while self._finished:
            self._finish(self._finished.popleft())
        if not self._pending:
            self.drained.emit()

    def _finish(self, job: _Job) -> None:
        self._pending.discard(job)
        if job.key is not None and self._latest.get(job.key) is job:
            del self._latest[job.key]
        if job.progress is not None:
            job.progress.finished = True
        alive = shiboken6.isValid(job.owner)
        if job.cancelled or not (alive or job.outlives_owner):
            return
        try:
            if job.error is None:
                job.deliver(job.result)
            elif isinstance(job.error, ShopClosed) and not job.outlives_owner:
                return  # a page that reads as its shop closes: nobody is left to be told
            elif isinstance(job.error, KnownError):
                if job.failed is not None and alive:
                    job.failed(job.error)
                else:
                    self.hooks.known_error(job.owner if alive else None, job.error)
            elif not isinstance(job.error, Cancelled):
                self.hooks.crash(job.error)
            elif job.failed is not None and alive:
                job.failed(KnownError(str(job.error)))
        except Exception as error:  # noqa: BLE001 - one bad callback must not stop the others
            self.hooks.crash(error)

    def idle(self) -> bool:
        """Whether nothing is queued, running or waiting to be delivered."""
        return not self._pending

    def busy_writing(self) -> bool:
        """Whether a change is queued or running."""
        return any(job.outlives_owner for job in self._pending)

    def shutdown(self) -> None:
        """End the workers: queries are interrupted, long work is cancelled, changes are finished."""
        for job in list(self._pending):
            if job.progress is not None:
                job.progress.cancel()
            elif not job.outlives_owner:
                self.cancel(job)
        workers = [*self._readers, *([self._writer] if self._writer else [])]
        for _reader in self._readers:
            self._reads.put(None)
        if self._writer is not None:
            self._writes.put(None)
        for worker in workers:
            worker.thread.join()
        self._readers, self._writer = [], None


class _Current:
    def __init__(self) -> None:
        self.runner: Runner | None = None


_current = _Current()


def install(hooks: Hooks) -> Runner:
    """Start the workers of the window with these hooks; those before are shut down."""
    shutdown()
    _current.runner = Runner(hooks)
    return _current.runner


def runner() -> Runner:
    """Return the workers in force; without hooks when nobody installed any."""
    if _current.runner is None or not shiboken6.isValid(_current.runner):
        _current.runner = Runner()
    return _current.runner


def shutdown() -> None:
    """End the workers; changes that were asked for are written first."""
    if _current.runner is not None:
        _current.runner.shutdown()
        _current.runner = None


def run_query(
    owner: QObject,
    fn: Callable[[], T],
    done: Callable[[T], None],
    *,
    key: str = "",
    failed: Callable[[KnownError], None] | None = None,
) -> None:
    """Run a query on a reader thread and bring its result to the window's thread.

    Args:
        owner: the widget that asks; when it is gone, nothing is delivered.
        fn: reads through a service. It must not touch widgets.
        done: gets the result.
        key: a new query with the same owner and key cancels the one before: its result is dropped and its SQL
            interrupted. "" cancels nothing.
        failed: gets a KnownError; without it, its sentence is shown.
    """
    job = _Job(owner, fn, done, failed, key=(id(owner), key) if key else None)
    runner().read(job)


def cancel_query(owner: QObject, key: str) -> None:
    """Cancel the query of this owner and key, if it still runs."""
    runner().cancel_key((id(owner), key))


def run_change(
    owner: QObject,
    fn: Callable[[], Changes[T]],
    done: Callable[[Changes[T]], None] | None = None,
    *,
    failed: Callable[[KnownError], None] | None = None,
) -> None:
    """Run a change on the writer thread, tell every page, and offer to undo it.

    Args:
        owner: the widget that asks; the change is told even when it is gone meanwhile.
        fn: calls one service that writes.
        done: gets the Changes (its `value` is what the service made).
        failed: gets a KnownError; without it, its sentence is shown.
    """

    def deliver(changes: Changes[T]) -> None:
        runner().hooks.changed(changes)
        if done is not None and shiboken6.isValid(owner):
            done(changes)

    runner().write(_Job(owner, fn, deliver, failed, outlives_owner=True))


def run_long(
    owner: QObject,
    fn: Callable[[Progress], T],
    title: str,
    done: Callable[[T], None],
    failed: Callable[[KnownError], None] | None = None,
) -> Progress:
    """Run long work on the writer thread, with a progress line and Cancel at the bottom of the window.

    Args:
        owner: the widget that asks.
        fn: gets a Progress; raises `Cancelled` when it was cancelled. When its result is a Changes, or has
            one as its attribute `changes`, every page is told.
        title: what is being done, such as "Importing customers".
        done: gets the result.
        failed: gets a KnownError, with an empty sentence when the work was cancelled.
    """
    progress = Progress(title)

    def deliver(result: T) -> None:
        changes: Any = getattr(result, "changes", result)
        if hasattr(changes, "kinds") and hasattr(changes, "sentence"):
            runner().hooks.changed(changes)
        if shiboken6.isValid(owner):
            done(result)

    runner().write(_Job(owner, lambda: fn(progress), deliver, failed, outlives_owner=True, progress=progress))
    return progress
