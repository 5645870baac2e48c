"""Programs that mean harm, and what must come of each in a sandbox.

A script, too: with `bubblewrap`, `landlock` or `none` it tries them and prints how each ended.
"""

# ruff: noqa: T201  a script prints
import json
import os
import socket
import sys
import tempfile
import time
from pathlib import Path

from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.program import Program
from rulekit.sandbox.quota import MEGABYTE, Quota
from rulekit.sandbox.sandbox import PYTHON

QUOTA = Quota(cpu=1, seconds=3, memory=256 * MEGABYTE)
HEAD = """
import ctypes, os, signal, socket, sys, threading, time
FILE, PORT, SOCKET, PARENT = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
def out(what="out"):
    os.write(3, (what + " ").encode())
def tries(*attempts):
    for attempt in attempts:
        try:
            attempt()
        except (OSError, ValueError, RuntimeError, AttributeError):
            continue
        out()
def call(number, *words):
    if ctypes.CDLL(None).syscall(number, *words) == -1:
        raise OSError("refused")
is_intel = os.uname().machine == "x86_64"
"""
# Each writes `out` to its channel for whatever it could do.
PROGRAMS = {
    "reads a file": "tries(lambda: open(FILE).read(), lambda: os.listdir(os.path.dirname(FILE)))",
    "writes a file": "tries(lambda: open(FILE, 'a').write('x'), lambda: open(FILE + '2', 'w'))",
    "empties a file": "tries(lambda: os.truncate(FILE, 0), lambda: os.open(FILE, os.O_TRUNC))",
    "removes a file": "tries(lambda: os.remove(FILE), lambda: os.rename(FILE, FILE + '2'))",
    "changes the mode of a file": (
        "tries(lambda: os.chmod(FILE, 0o777), lambda: os.utime(FILE, (1, 1)),"
        " lambda: os.setxattr(FILE, 'user.x', b'x'))"
    ),
    "changes the mode of an open file": """
import fcntl
own = os.open(os.__file__, os.O_RDONLY)
flags = bytearray(8)
tries(lambda: os.fchmod(own, os.fstat(own).st_mode & 0o7777),
      lambda: fcntl.ioctl(own, 0x80086601, flags, True) or fcntl.ioctl(own, 0x40086602, flags))
""",
    "reaches for shared memory": """
told = ctypes.create_string_buffer(256)
for intel, arm in ((31, 195), (66, 191), (71, 187)):
    tries(lambda: call(intel if is_intel else arm, 0, 3, told))  # IPC_INFO, which harms nobody
""",
    "links to a file": """
os.symlink(FILE, "link")
tries(lambda: open("link").read(), lambda: os.link(FILE, "hard") or open("hard").read())
os.symlink("/", "root")
tries(lambda: open("root" + FILE).read())
""",
    "looks into /proc": """
for one in ("self", "1", str(PARENT), "thread-self"):
    tries(lambda: open(f"/proc/{one}/environ", "rb").read().index(b"SECRET"),
          lambda: open(f"/proc/{one}/maps").read(), lambda: open(f"/proc/{one}/mem", "rb"))
tries(lambda: os.listdir("/proc"), lambda: open("/proc/sys/kernel/core_pattern", "w"))
""",
    "looks for secrets in the environment": "out() if 'SECRET' in str(os.environ) else None",
    "connects by TCP": """
tries(lambda: socket.create_connection(("127.0.0.1", PORT), 1),
      lambda: socket.socket().bind(("", 0)),
      lambda: socket.create_connection(("::1", PORT), 1))
""",
    "sends by UDP": """
tries(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", PORT)),
      lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
      lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
""",
    "connects to a socket": """
tries(lambda: socket.socket(socket.AF_UNIX).connect(SOCKET),
      lambda: socket.socket(socket.AF_UNIX).connect(chr(0) + SOCKET))
""",
    "is a fork bomb": """
for _ in range(500):
    tries(lambda: os.fork() or time.sleep(60))
""",
    "leaves a process behind": """
def daemon():
    if os.fork() == 0:
        os.setsid()
        time.sleep(60)
tries(daemon, lambda: os.posix_spawn(sys.executable, [sys.executable, "-c", "1"], {}))
""",
    "is a bomb of threads": """
threading.stack_size(65536)
count = 0
try:
    for _ in range(5000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        count += 1
        if count > 2000:
            out()
            break
finally:
    os._exit(0)
""",
    "takes memory": """
held = []
try:
    for _ in range(64):
        held.append(bytearray(64 << 20))
    out()
except MemoryError:
    pass
""",
    "fills the disk with a file": """
with open("big", "wb") as file:
    try:
        for _ in range(256):
            file.write(bytes(1 << 20))
            file.flush()
        out()
    except OSError:
        pass
""",
    "fills the disk with files": """
try:
    for i in range(1000):
        with open(f"{i}", "wb") as file:
            file.write(bytes(1 << 20))
    out()
except OSError:
    pass
for place in ("/", "/dev/shm", "/tmp", "/var/tmp", "/run"):
    if os.path.realpath(place) != os.getcwd():
        tries(lambda: open(place + "/x", "w"))
""",
    "floods its output": """
while True:
    os.write(1, bytes(65536))
""",
    "signals others": """
tries(lambda: os.kill(PARENT, 0), lambda: os.kill(os.getppid() or 1, 0), lambda: os.kill(-1, 0),
      lambda: os.kill(1, 0), lambda: signal.pidfd_send_signal(os.pidfd_open(PARENT), 0))
import fcntl
tries(lambda: fcntl.fcntl(1, fcntl.F_SETOWN, PARENT))
""",
    "traces others": """
libc = ctypes.CDLL(None)
tries(lambda: out() if libc.ptrace(16, PARENT, 0, 0) == 0 else open("/none"),
      lambda: out() if libc.ptrace(0, 0, 0, 0) == 0 else open("/none"),
      lambda: call(310 if is_intel else 270, PARENT, 0, 0, 0, 0, 0),
      lambda: call(312 if is_intel else 272, PARENT, os.getpid(), 0, 0, 0))
""",
    "asks the kernel for more": """
tries(lambda: call(425, 4, ctypes.create_string_buffer(120)),  # io_uring_setup
      lambda: call(321 if is_intel else 280, 0, 0, 0),  # bpf
      lambda: call(323 if is_intel else 282, 0),  # userfaultfd
      lambda: call(272 if is_intel else 97, 0x10000000),  # unshare
      lambda: call(165 if is_intel else 40, b"none", b"/tmp", b"tmpfs", 0, 0),  # mount
      lambda: call(250 if is_intel else 219, 0, -3, 0, 0, 0),  # keyctl
      lambda: call(319 if is_intel else 279, b"x", 0),  # memfd_create
      lambda: call(161 if is_intel else 51, b"/"),  # chroot
      lambda: call(9999))
import resource
tries(lambda: resource.setrlimit(resource.RLIMIT_CPU, (9999, 9999)),
      lambda: resource.prlimit(PARENT, resource.RLIMIT_NOFILE, (3, 3)))
""",
    "speaks as another processor": """
import mmap
if is_intel:
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(bytes.fromhex("b814000000cd80c3"))  # mov eax, 20; int 0x80; ret
    run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    out() if run() > 0 else None
""",
    "computes for ever": """
signal.signal(signal.SIGXCPU, signal.SIG_IGN)
while True:
    pass
""",
    "sleeps for ever": """
for one in range(3, 64):
    try:
        os.close(one)
    except OSError:
        pass
os.close(1), os.close(2)
while True:
    time.sleep(60)
""",
}  # fmt: skip
# The bound that ends a program, where it does not end by itself.
CAUSES = {
    "floods its output": {"output"},
    "computes for ever": {"cpu", "seconds"},
    "sleeps for ever": {"seconds"},
    "fills the disk with files": {"", "disk"},
    "is a bomb of threads": {"", "threads"},
}


# Those that do no harm where nothing holds them: what is tried here can be done.
HARMLESS = (
    "reads a file",
    "writes a file",
    "links to a file",
    "looks into /proc",
    "signals others",
)
HARMLESS += ("connects by TCP", "sends by UDP", "connects to a socket", "leaves a process behind")


def tried(sandbox, names=PROGRAMS):
    """How each program ended: `held`, or what it could do."""
    with tempfile.TemporaryDirectory() as folder:
        file, path = Path(folder, "file"), str(Path(folder, "socket"))
        with (
            socket.create_server(("127.0.0.1", 0)) as tcp,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
            socket.socket(socket.AF_UNIX) as unix,
        ):
            udp.bind(tcp.getsockname())
            udp.setblocking(False)
            unix.bind(path)
            unix.listen()
            words = (str(file), str(tcp.getsockname()[1]), path, str(os.getpid()))
            for name in names:
                for other in {*Path(folder).iterdir()} - {file, Path(path)}:
                    other.unlink()
                file.write_text("outside")
                was = file.stat()
                begun = time.monotonic()
                end = run(sandbox, PROGRAMS[name], words)
                yield name, told(name, end, file, was, udp, folder), time.monotonic() - begun


def run(sandbox, source, words):
    reads = (sys.base_prefix,)
    return sandbox.run(Program((PYTHON, "-S", "-c", HEAD + source, *words), reads=reads))


def told(name, end, file, was, udp, folder):
    """`held`, or how it was not."""
    now = file.stat()
    if file.read_text() != "outside" or (now.st_mode, now.st_mtime) != (was.st_mode, was.st_mtime):
        return "the file has changed"
    if {path.name for path in Path(folder).iterdir()} != {"file", "socket"}:
        return "there is another file"
    try:
        return f"a datagram came: {udp.recv(1)}"
    except BlockingIOError:
        pass
    if end.cause not in CAUSES.get(name, {""}):
        return f"ended by {end}"
    if end.result:
        return f"it told {end.result}"
    if b"Error" in end.output and name not in {"takes memory", "is a bomb of threads"}:
        return f"the program is wrong: {end.output.decode()}"
    return left_behind(folder.encode()) or "held"


def left_behind(marked):
    """A process of a program that has ended, waited for half a second."""
    for _ in range(10):
        found = [one for one in Path("/proc").glob("[0-9]*/cmdline") if marked in read(one)]
        if not found:
            return ""
        time.sleep(0.05)
    return f"it left {found}"


def read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


if __name__ == "__main__":
    os.environ["SECRET"] = "secret"
    found = find_sandbox(sys.argv[1], QUOTA, Trust.FULL)
    ends = {}
    for name, how, seconds in tried(found, HARMLESS if sys.argv[1] == "none" else PROGRAMS):
        ends[name] = how
        print(f"{seconds:5.2f} s  {name}: {how}", file=sys.stderr)
    print(json.dumps({"sandbox": str(found), "user": os.geteuid(), "ends": ends}))
