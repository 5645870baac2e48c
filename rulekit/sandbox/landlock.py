"""Landlock: which files a process may read and write, where there are no namespaces.

Numbers from <linux/landlock.h>, the system calls from the tables of both machines.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Sequence

CREATE = 444  # landlock_create_ruleset
_READ_FILE, _WRITE_FILE = 0b100, 0b10
_READS = 0b1101  # execute, read files, read folders
_FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 5: 0xFFFF}  # all rights over files since an ABI
_NETWORK = 0b11  # TCP, since ABI 4
_SCOPES = 0b11  # abstract sockets and signals, since ABI 6
_FOLDER = 0x1FFF | 0x2000 | 0x4000  # all but ioctl on devices
_NO_NODES = ~(0x40 | 0x800)  # no devices are made
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache")

Right = tuple[str, int]


def abi() -> int:
    """The version of Landlock's interface that the kernel has; 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    found = ctypes.CDLL(None).syscall(CREATE, None, ctypes.c_size_t(0), 1)
    return max(int(found), 0)


def handled(version: int) -> bytes:
    """`struct landlock_ruleset_attr`: all that this version can forbid."""
    files = next(mask for since, mask in sorted(_FILES.items(), reverse=True) if version >= since)
    fields = [files]
    if version >= 4:
        fields.append(_NETWORK)
    if version >= 6:
        fields.append(_SCOPES)
    return struct.pack(f"={len(fields)}Q", *fields)


def rules(version: int, reads: Sequence[str], folder: str) -> list[Right]:
    """What is allowed all the same: to read system and `reads`, and to do all in `folder`."""
    (files,) = struct.unpack_from("=Q", handled(version))
    found = [(path, _of(path, _READS)) for path in (*SYSTEM, *reads) if os.path.exists(path)]
    found += [(path, _READ_FILE | _WRITE_FILE) for path in _DEVICES if os.path.exists(path)]
    return [*found, (folder, files & _FOLDER & _NO_NODES)]


def _of(path: str, rights: int) -> int:
    """The rights, without those that only folders can have."""
    return rights if os.path.isdir(path) else rights & ~0b1000
