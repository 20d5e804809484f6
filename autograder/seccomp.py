"""The system calls that a confined worker may not make (a seccomp filter for Linux on x86-64).

The namespaces of `autograder.jail` already hide files, processes and networks. The filter closes
what they leave open: kernel interfaces that no notebook needs, and memory that counts for nobody.
A refused call fails with EPERM, which Python shows as `PermissionError`.

The format is that of the kernel's documentation, *Seccomp BPF* (userspace-api/seccomp_filter).
"""

import ctypes
import errno
import platform
import struct

__all__ = ["REFUSED", "filter_system_calls", "program"]

REFUSED = {
    # looks into, or acts for, another process
    "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312,
    "pidfd_getfd": 438, "process_madvise": 440, "move_pages": 279, "migrate_pages": 256,
    # memory that counts for no process, or outlives all of them
    "memfd_create": 319, "memfd_secret": 447, "shmget": 29, "semget": 64, "msgget": 68,
    # kernel interfaces with a history of holes
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "bpf": 321,
    "perf_event_open": 298, "userfaultfd": 323, "add_key": 248, "request_key": 249, "keyctl": 250,
    "personality": 135, "modify_ldt": 154, "vmsplice": 278, "lookup_dcookie": 212,
    # namespaces, mounts and files by handle
    "unshare": 272, "setns": 308, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
    "fspick": 433, "mount_setattr": 442, "open_by_handle_at": 304, "name_to_handle_at": 303,
    "fanotify_init": 300,
    # the machine itself
    "kexec_load": 246, "kexec_file_load": 320, "init_module": 175, "finit_module": 313,
    "delete_module": 176, "reboot": 169, "swapon": 167, "swapoff": 168, "quotactl": 179,
    "quotactl_fd": 443, "acct": 163, "syslog": 103, "iopl": 172, "ioperm": 173,
    "settimeofday": 164, "clock_settime": 227, "adjtimex": 159, "clock_adjtime": 305,
}  # fmt: skip

X86_64 = 0xC000003E
FIRST_UNKNOWN = 463  # of Linux 6.10; newer calls, and all of the x32 ABI, "don't exist"
MMAP, SOCKET, SOCKETPAIR, SETSOCKOPT, CLONE, PRCTL, CLONE3 = 9, 41, 53, 54, 56, 157, 435
SO_SNDBUF, SO_SNDBUFFORCE = 7, 32  # what waits in a socket counts for no process
SHARED_ANONYMOUS = 0x01 | 0x20
NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
AF_UNIX, PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 1, 4

ALLOW, KILL = 0x7FFF0000, 0x80000000
EPERM, ENOSYS = (0x00050000 | number for number in (errno.EPERM, errno.ENOSYS))
LOAD, EQUAL, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER, ARCHITECTURE = 0, 4

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _when(test: int, value: int, verdict: int) -> bytes:
    """If the loaded word passes the test, this verdict."""
    return _step(test, value, 0, 1) + _step(RETURN, verdict)


def _argument(call: int, index: int, *checks: bytes) -> bytes:
    """For one call: load the low word of an argument (it is an int or a set of flags) and check."""
    body = b"".join([_step(LOAD, 16 + 8 * index), *checks, _step(RETURN, ALLOW)])
    return _step(EQUAL, call, 0, len(body) // 8) + body


def program() -> bytes:
    """The filter as BPF instructions, 8 bytes each."""
    return b"".join(
        [
            _step(LOAD, ARCHITECTURE),
            _step(EQUAL, X86_64, 1, 0) + _step(RETURN, KILL),
            _step(LOAD, NUMBER),
            _when(AT_LEAST, FIRST_UNKNOWN, ENOSYS),
            _when(EQUAL, CLONE3, ENOSYS),  # a filter can't see its flags; libc then uses clone
            *(_when(EQUAL, number, EPERM) for number in REFUSED.values()),
            _argument(CLONE, 0, _when(ANY_BIT, NEW_NAMESPACES, EPERM)),
            *(
                _argument(number, 0, _step(EQUAL, AF_UNIX, 1, 0), _step(RETURN, EPERM))
                for number in (SOCKET, SOCKETPAIR)
            ),
            _argument(
                SETSOCKOPT, 2, *(_when(EQUAL, n, EPERM) for n in (SO_SNDBUF, SO_SNDBUFFORCE))
            ),
            _argument(MMAP, 3, _step(AND, SHARED_ANONYMOUS), _when(EQUAL, SHARED_ANONYMOUS, EPERM)),
            _argument(
                PRCTL, 0, *(_when(EQUAL, n, EPERM) for n in (PR_SET_PDEATHSIG, PR_SET_DUMPABLE))
            ),
            _step(RETURN, ALLOW),
        ]
    )


def filter_system_calls() -> None:
    """Apply the filter to this thread and all that it starts, for good. Raises OSError."""
    if platform.machine() != "x86_64":
        raise OSError(errno.ENOSYS, f"the seccomp filter is for x86_64, not {platform.machine()}")
    steps = program()
    code = ctypes.create_string_buffer(steps, len(steps))
    filter_ = ctypes.create_string_buffer(
        struct.pack("@HP", len(steps) // 8, ctypes.addressof(code))
    )
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for option, *arguments in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(filter_), 0, 0),
    ):
        if prctl(option, *map(ctypes.c_ulong, arguments)) != 0:
            raise OSError(ctypes.get_errno(), "prctl could not apply the seccomp filter")
