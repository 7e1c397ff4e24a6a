"""One window for each shop: a second start brings the first window forward.

A lock on a file beside the shop says that a window is open. The system takes a lock away when its process is
gone (killed, power cut), so nobody ever has to remove anything by hand. The local socket by which a second
start calls the first is only needed then, and is opened after the window is painted.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

CALL_MS = 4000  # how long a second start waits for the first to answer


def socket_name(database: Path) -> str:
    """Return the name of the socket for a shop's file: the same however its path was written."""
    import hashlib

    digest = hashlib.sha256(str(database.resolve()).casefold().encode("utf-8", "surrogatepass")).hexdigest()
    return f"mostrador-{digest[:24]}"


def _lock(descriptor: int) -> bool:
    """Lock an open file for this process alone; False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system that knows no locks
        return True
    return True


class SingleInstance(QObject):
    """Holds the lock of one shop.

    Signals:
        called(): a second start asks for the window.
    """

    called = Signal()

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._file = database.with_name(database.name + ".window")
        self._held: int | None = None
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Take the lock; False when another window holds it.

        A folder that cannot be written needs no lock.
        """
        try:
            held = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        if not _lock(held):
            os.close(held)
            return False
        self._held = held
        return True

    def call_first(self) -> bool:
        """Ask the window that holds the lock to come forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        deadline = time.monotonic() + CALL_MS / 1000
        while True:
            socket = QLocalSocket()
            socket.connectToServer(socket_name(self._database))
            if socket.waitForConnected(CALL_MS):
                socket.write(b"show\n")
                answered = socket.waitForBytesWritten(CALL_MS)
                socket.disconnectFromServer()
                return answered
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)  # the first window may still be starting

    def release(self) -> None:
        """Give the lock back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def listen(self) -> None:
        """Begin to hear second starts; the window calls it when it is painted."""
        if self._held is None or self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        name = socket_name(self._database)
        QLocalServer.removeServer(name)  # left by a process that was killed; the lock says that none is alive
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        if server.listen(name):
            self._server = server

    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
            self.called.emit()
