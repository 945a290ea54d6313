"""A disk whose Nth write or fsync fails: an SQLite file system laid over the real one, as SQLite's own tests have it.

Python's sqlite3 has no door for it, so the library it is linked with is spoken to by its C interface (sqlite.org/c3ref/vfs.html): a copy of the
default file system whose files count what is written and synced, and fail when told to.
"""

import _sqlite3
import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

FULL, IO_WRITE, IO_FSYNC = 13, 778, 1034  # SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC
_POINTER = ctypes.c_void_p
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, _POINTER, ctypes.c_int, _POINTER)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, ctypes.c_int, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_name", ctypes.c_int),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("data", _POINTER),
        ("open", _POINTER),
        ("rest", _POINTER * 15),
    )


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("close", _POINTER),
        ("read", _POINTER),
        ("write", _POINTER),
        ("truncate", _POINTER),
        ("sync", _POINTER),
        ("rest", _POINTER * 13),
    )


@dataclass
class FailingDisk:
    """`done` counts writes and fsyncs since `start`; the one numbered `fails_at` fails, and all after it where `stays_broken`."""

    fails_at: int | None = None
    stays_broken: bool = False
    done: int = 0
    failed: int = 0
    _methods: dict[int, _Methods] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)  # what C points at must not be freed

    def start(self, fails_at: int | None, *, stays_broken: bool = False) -> None:
        self.done = self.failed = 0
        self.fails_at, self.stays_broken = fails_at, stays_broken

    def is_failing(self) -> bool:
        self.done += 1
        fails = self.fails_at is not None and (self.done == self.fails_at or (self.stays_broken and self.done > self.fails_at))
        self.failed += fails
        return fails

    def methods(self, address: int) -> int:
        """The address of a copy of a file's methods whose `write` and `sync` may fail."""
        if address not in self._methods:
            own = _Methods.from_buffer_copy(_Methods.from_address(address))
            write, sync = _WRITE(own.write), _SYNC(own.sync)

            def failing_write(file: int, data: int, size: int, at: int) -> int:
                return FULL if self.is_failing() else write(file, data, size, at)

            def failing_sync(file: int, flags: int) -> int:
                return IO_FSYNC if self.is_failing() else sync(file, flags)

            callbacks = (_WRITE(failing_write), _SYNC(failing_sync))
            own.write, own.sync = (ctypes.cast(callback, _POINTER).value for callback in callbacks)
            self._kept += [callbacks, write, sync]
            self._methods[address] = own
        return ctypes.addressof(self._methods[address])


@contextmanager
def failing_disk() -> Iterator[FailingDisk]:
    """Every file that SQLite opens meanwhile lies on the disk that is given."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = _POINTER
    disk = FailingDisk()
    found = library.sqlite3_vfs_find(None)
    real = _Vfs.from_address(found)
    own = _Vfs.from_buffer_copy(real)
    real_open = _OPEN(real.open)

    def opened(_: int, name: int, file: int, flags: int, told: int) -> int:
        code = real_open(found, name, file, flags, told)
        methods = _POINTER.from_address(file)
        if code == 0 and methods.value:
            methods.value = disk.methods(methods.value)
        return code

    callback = _OPEN(opened)
    own.name, own.next = b"failing disk", None
    own.open = ctypes.cast(callback, _POINTER).value
    library.sqlite3_vfs_register(ctypes.byref(own), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(own))
        library.sqlite3_vfs_register(_POINTER(found), 1)
