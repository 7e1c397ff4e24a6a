"""A limit of memory for this process, so that a malicious file ends the process and not the computer."""

from __future__ import annotations

import sys


def limit_memory(size: int) -> None:
    """Let this process use about `size` bytes more than it has now; it fails or ends when it wants more.

    POSIX: RLIMIT_AS counts addresses, which is what an absurd allocation takes first. Windows: a job object
        with a limit of committed memory. Where neither works nothing is limited, and the reader's time
        limit remains.
    """
    if sys.platform == "win32":
        _limit_windows(size)
    else:
        _limit_posix(size)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _BasicLimits(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = [
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    _PROCESS_MEMORY = 0x00000100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    _EXTENDED_INFORMATION = 9  # JobObjectExtendedLimitInformation

    def _limit_windows(size: int) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = [
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        ]
        kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY
        limits.ProcessMemoryLimit = size
        if kernel.SetInformationJobObject(
            job, _EXTENDED_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
        ):
            # The handle stays open as long as the process lives: closing it would not lift the limit anyway.
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:
    import contextlib
    import resource
    from pathlib import Path

    def _limit_posix(size: int) -> None:
        used = 0
        with contextlib.suppress(OSError, ValueError, IndexError):  # /proc is Linux's
            used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        with contextlib.suppress(OSError, ValueError):
            _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            wanted = used + size
            if hard != resource.RLIM_INFINITY:
                wanted = min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
