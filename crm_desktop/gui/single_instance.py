"""One window for each shop: a second start brings the first window forward.

A lock file beside the shop says that a window is open; Qt finds out by itself when the process that made it
is gone (killed, power cut), so nobody ever has to remove a lock by hand. The local socket by which the second
start calls the first is only needed then, and is opened after the window is painted.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

CALL_MS = 4000  # how long a second start waits for the first to answer
LISTEN_MS = 500  # the first window is painted first


def socket_name(database: Path) -> str:
    """Return the name of the socket for a shop's file: the same however its path was written."""
    import hashlib

    digest = hashlib.sha256(str(database.resolve()).casefold().encode("utf-8", "surrogatepass")).hexdigest()
    return f"mostrador-{digest[:24]}"


class SingleInstance(QObject):
    """Holds the lock of one shop.

    Signals:
        called(): a second start asks for the window.
    """

    called = Signal()

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._lock = QLockFile(str(database) + ".window")
        self._lock.setStaleLockTime(0)  # stale only when its process is gone, never by age
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Take the lock; False when another window holds it.

        A folder that cannot be written needs no lock.
        """
        if self._lock.tryLock(0):
            QTimer.singleShot(LISTEN_MS, self, self._listen)
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

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
        self._lock.unlock()

    def _listen(self) -> None:
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
