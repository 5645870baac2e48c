"""Numbers of system calls, by machine, of those that a confined program may not make.

From Linux's tables: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
-1 where a machine has no call of the name.
"""

from __future__ import annotations

from typing import NamedTuple


class Machine(NamedTuple):
    """A kind of processor: its AUDIT_ARCH, and which column of NUMBERS is its own."""

    audit: int
    column: int


MACHINES = {"x86_64": Machine(0xC000003E, 0), "aarch64": Machine(0xC00000B7, 1)}
NEWEST = 450  # the last call of Linux 6.1, and the last that was looked at here
X32 = 0x40000000  # a second table of x86_64 begins here, which would be a way around the first

# What another process, the machine or its settings could be reached by. Landlock knows none of
# these, and a program that passes its tests needs none.
_REFUSED = """
socket 41 198
fork 57 -1
vfork 58 -1
tkill 200 130
rt_sigqueueinfo 129 138
rt_tgsigqueueinfo 297 240
pidfd_open 434 434
pidfd_send_signal 424 424
pidfd_getfd 438 438
ptrace 101 117
process_vm_readv 310 270
process_vm_writev 311 271
process_madvise 440 440
process_mrelease 448 448
kcmp 312 272
mount 165 40
umount2 166 39
pivot_root 155 41
chroot 161 51
move_mount 429 429
open_tree 428 428
fsopen 430 430
fsconfig 431 431
fsmount 432 432
fspick 433 433
mount_setattr 442 442
unshare 272 97
setns 308 268
init_module 175 105
finit_module 313 273
delete_module 176 106
kexec_load 246 104
kexec_file_load 320 294
reboot 169 142
swapon 167 224
swapoff 168 225
sethostname 170 161
setdomainname 171 162
settimeofday 164 170
clock_settime 227 112
clock_adjtime 305 266
adjtimex 159 171
acct 163 89
quotactl 179 60
quotactl_fd 443 443
syslog 103 116
personality 135 92
iopl 172 -1
ioperm 173 -1
modify_ldt 154 -1
name_to_handle_at 303 264
open_by_handle_at 304 265
fanotify_init 300 262
inotify_init 253 -1
inotify_init1 294 26
vhangup 153 58
uselib 134 -1
bpf 321 280
userfaultfd 323 282
perf_event_open 298 241
io_uring_setup 425 425
io_uring_enter 426 426
io_uring_register 427 427
io_setup 206 0
keyctl 250 219
add_key 248 217
request_key 249 218
memfd_create 319 279
memfd_secret 447 447
seccomp 317 277
chmod 90 -1
fchmod 91 52
fchmodat 268 53
chown 92 -1
lchown 94 -1
fchown 93 55
fchownat 260 54
setxattr 188 5
lsetxattr 189 6
fsetxattr 190 7
removexattr 197 14
lremovexattr 198 15
fremovexattr 199 16
utime 132 -1
utimes 235 -1
futimesat 261 -1
utimensat 280 88
mknod 133 -1
mknodat 259 33
truncate 76 45
shmget 29 194
shmat 30 196
shmctl 31 195
semget 64 190
semctl 66 191
semop 65 193
semtimedop 220 192
msgget 68 186
msgctl 71 187
msgsnd 69 189
msgrcv 70 188
mq_open 240 180
mq_unlink 241 181
setpriority 141 140
sched_setaffinity 203 122
sched_setscheduler 144 119
sched_setparam 142 118
sched_setattr 314 274
ioprio_set 251 30
migrate_pages 256 238
move_pages 279 239
mbind 237 235
set_mempolicy 238 237
"""
_ASKED = """
clone 56 220
clone3 435 435
openat2 437 437
open 2 -1
openat 257 56
socketpair 53 199
kill 62 129
tgkill 234 131
prlimit64 302 261
prctl 157 167
fcntl 72 25
ioctl 16 29
"""


def _table(text: str) -> dict[str, tuple[int, int]]:
    lines = (line.split() for line in text.split("\n") if line)
    return {name: (int(first), int(second)) for name, first, second in lines}


REFUSED = _table(_REFUSED)
NUMBERS = REFUSED | _table(_ASKED)
