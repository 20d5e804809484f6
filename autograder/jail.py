"""A process's view of the machine, reduced to what Python needs (Linux 5.12 or newer).

Two processes take part. The supervisor calls `separate`, then forks; its child is process 1 of the
new namespaces and calls `enter` (a fresh root folder) and `give_up_rights` (no way back). An
ordinary user gets there through a user namespace. The superuser needs none and becomes, inside, an
unprivileged user who is nobody else on the machine, so that limits per user are limits per worker.

Inside there are: the interpreter, the environment, the system's libraries and fonts and this
package, all read-only; a folder `SCRATCH` of limited size in memory; `/proc` with the worker's own
processes; no network, no home, no repository.
"""

import contextlib
import ctypes
import os
import signal
import site
import socket
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.seccomp import filter_system_calls

__all__ = [
    "SCRATCH",
    "Identity",
    "die_with_parent",
    "enter",
    "give_up_rights",
    "readable_places",
    "separate",
]

SCRATCH = "/scratch"
SCRATCH_FILES = 10_000
DEVICES = ("null", "random", "urandom", "full")  # memory shared through zero would count for nobody
Identity = tuple[int, int]  # user and group

_NEW_PID_IPC_NET_UTS_CGROUP = 0x20000000 | 0x08000000 | 0x40000000 | 0x04000000 | 0x02000000
_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
_NOBODY, _FIRST_PRIVATE_USER = 65534, 0x70000000
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS, _BIND, _RECURSIVE, _PRIVATE, _REMOUNT = (
    1, 2, 4, 8, 0x1000, 0x4000, 0x40000, 0x20,
)  # fmt: skip
_DETACH, _AT_RECURSIVE, _MOUNT_SETATTR, _PIVOT_ROOT = 2, 0x8000, 442, 155
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _DROP_BOUNDING, _AMBIENT, _AMBIENT_CLEAR = 1, 4, 24, 47, 4
_CAPABILITIES_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object, doing: str) -> int:
    """A function of the C library; a failure is an OSError which says what was being done."""
    result = int(getattr(_libc, name)(*arguments))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{doing}: {os.strerror(number)}")
    return result


def _prctl(option: int, *values: int, doing: str) -> None:
    _call("prctl", option, *map(ctypes.c_ulong, (*values, 0, 0, 0, 0)[:4]), doing=doing)


def _mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    words = (source.encode(), target.encode(), kind.encode())
    _call(
        "mount", *words, ctypes.c_ulong(flags), options.encode(), doing=f"mount {kind} on {target}"
    )


def readable_places() -> list[str]:
    """The absolute paths that Python needs to run and to import, most general first.

    Of each tree only the folders with programs and libraries: a course may well be kept in the
    environment's parent folder, in /usr/src or in a container's /usr/local/course.
    """
    trees = ["/usr", "/usr/local", sys.base_prefix, sys.prefix]
    trees += [os.path.realpath(tree) for tree in trees]
    parts = ("bin", "lib", "lib32", "lib64", "libexec", "pyvenv.cfg")
    places = [f"{tree}/{part}" for tree in trees for part in parts]
    places += ["/bin", "/lib", "/lib32", "/lib64", "/nix/store"]
    places += ["/usr/share/fonts", "/usr/share/fontconfig", "/usr/share/zoneinfo"]
    places += ["/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/alternatives"]
    places += [str(Path(__file__).resolve().parent)]
    if site.ENABLE_USER_SITE:
        places.append(site.getusersitepackages())
    return list(_without_nested(p for p in places if os.path.exists(p)))


def _without_nested(places: Iterable[str]) -> Iterator[str]:
    """Each place once, and none that lies inside another."""
    seen: list[str] = []
    for place in sorted(set(places), key=len):
        if not any(place.startswith(f"{s}/") for s in seen):
            seen.append(place)
            yield place


def separate() -> Identity:
    """Put this process's future children into namespaces of their own. Call before forking.

    Returns the user and group that the worker becomes. Raises OSError where the kernel refuses.
    """
    if os.geteuid() == 0:
        with contextlib.suppress(PermissionError):
            _call("unshare", _NEW_PID_IPC_NET_UTS_CGROUP, doing="create namespaces as root")
            return (_FIRST_PRIVATE_USER + os.getpid(),) * 2
        _become((_NOBODY, _NOBODY))
    user, group = os.geteuid(), os.getegid()
    _call("unshare", _NEW_USER | _NEW_PID_IPC_NET_UTS_CGROUP, doing="create a user namespace")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return user, group


def _become(identity: Identity) -> None:
    user, group = identity
    os.setgroups([])
    os.setresgid(group, group, group)
    os.setresuid(user, user, user)
    _prctl(_SET_DUMPABLE, 1, doing="keep /proc/self ours")  # else the kernel gives it to root


def enter(places: Iterable[str], identity: Identity, scratch_bytes: int) -> int:
    """Build the jail's root folder and make it this process's only one.

    Returns a descriptor of the new /proc, in which the supervisor finds every process of the jail.
    Call as process 1 of the new namespaces. Raises OSError with the step that the kernel refused.
    """
    sources = [(place, os.path.realpath(place)) for place in places]
    os.umask(0o022)
    _prepare_for_shortage()
    socket.sethostname("worker")
    _call("unshare", _NEW_MOUNTS, doing="create a mount namespace")
    _mount("none", "/", "", _RECURSIVE | _PRIVATE)
    _mount("none", "/tmp", "tmpfs", _NO_SUID | _NO_DEVICES, "size=1m,mode=755")
    os.mkdir("/tmp/.old")
    os.chdir("/tmp")
    _call("syscall", _PIVOT_ROOT, b".", b".old", doing="change the root folder")
    _make_devices()
    _make_scratch(identity, scratch_bytes)  # first: what Python needs may lie below /tmp
    for place, source in sources:
        _show(place, f"/.old{source}")
    _describe_user(identity)
    os.makedirs("/proc", exist_ok=True)
    _mount("none", "/proc", "proc", _READ_ONLY | _NO_SUID | _NO_DEVICES | _NO_PROGRAMS)
    _call("umount2", b"/.old", _DETACH, doing="leave the old root folder")
    os.rmdir("/.old")
    _mount("none", "/", "", _REMOUNT | _BIND | _READ_ONLY | _NO_SUID | _NO_DEVICES)
    os.chdir(SCRATCH)
    return os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def _prepare_for_shortage() -> None:
    """If the machine runs out of memory, a worker is the first to go."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _show(place: str, source: str) -> None:
    """Make a file or folder of the machine visible, read-only, at the same path."""
    os.makedirs(os.path.dirname(place), exist_ok=True)
    if os.path.isdir(source):
        os.makedirs(place, exist_ok=True)
    else:
        Path(place).touch()
    _mount(source, place, "", _BIND | _RECURSIVE)
    _make_read_only(place)


def _make_read_only(place: str) -> None:
    """Read-only, no set-user-id programs, no devices, with all mounts below."""
    attributes = (ctypes.c_uint64 * 4)(_READ_ONLY | _NO_SUID | _NO_DEVICES, 0, 0, 0)
    _call(
        "syscall", _MOUNT_SETATTR, -1, place.encode(), _AT_RECURSIVE,
        ctypes.byref(attributes), ctypes.c_size_t(32), doing=f"make {place} read-only",
    )  # fmt: skip


def _make_devices() -> None:
    os.makedirs("/dev", exist_ok=True)
    for name in DEVICES:
        Path(f"/dev/{name}").touch()
        _mount(f"/.old/dev/{name}", f"/dev/{name}", "", _BIND)


def _make_scratch(identity: Identity, size: int) -> None:
    user, group = identity
    os.mkdir(SCRATCH)
    options = f"size={size},nr_inodes={SCRATCH_FILES},mode=700,uid={user},gid={group}"
    _mount("none", SCRATCH, "tmpfs", _NO_SUID | _NO_DEVICES, options)
    os.makedirs("/var", exist_ok=True)
    for link in ("/tmp", "/var/tmp", "/dev/shm"):
        if not os.path.lexists(link):
            os.symlink(SCRATCH, link)


def _describe_user(identity: Identity) -> None:
    user, group = identity
    Path("/etc/passwd").write_text(f"learner:x:{user}:{group}::{SCRATCH}:/bin/sh\n")
    Path("/etc/group").write_text(f"learner:x:{group}:\n")


def give_up_rights(identity: Identity) -> None:
    """Become the unprivileged user, lose every capability and most of the kernel, and die with
    the supervisor. Raises OSError."""
    for capability in range(_last_capability() + 1):
        _prctl(_DROP_BOUNDING, capability, doing="limit capabilities")
    if os.geteuid() == 0:
        _become(identity)
    _prctl(_AMBIENT, _AMBIENT_CLEAR, doing="clear ambient capabilities")
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _call("capset", ctypes.byref(header), ctypes.byref(nothing), doing="drop capabilities")
    _prctl(_SET_DUMPABLE, 0, doing="forbid core dumps")
    die_with_parent()
    filter_system_calls()


def die_with_parent() -> None:
    """Be killed when the process that forked this one ends."""
    _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, doing="die with the supervisor")


def _last_capability() -> int:
    return int(Path("/proc/sys/kernel/cap_last_cap").read_text())
