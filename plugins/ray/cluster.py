"""The cluster that actors stand on: reached at an address, or started here."""

from __future__ import annotations

import os
import socket
from collections.abc import Collection
from typing import Any

import rulekit

STORE = 80 << 20  # bytes, little more than Ray's least: tasks and answers are lines of text
REACHED = 10.0  # seconds for the first connection; Ray alone would try for two minutes
CLIENT = "ray://"  # before the address of a cluster that this machine is no part of
TOKENS = "where the cluster asks for a token, have it here, too, and set RAY_AUTH_MODE=token"


def load_ray() -> Any:
    """The library; raises RulekitError with how to install it."""
    try:
        import ray
    except ImportError:
        raise rulekit.RulekitError("there is no Ray here: pip install 'rulekit[ray]'") from None
    return ray


def sentence(error: BaseException) -> str:
    """Message of an error in one line; Ray puts a traceback before some."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if any(line.startswith("File ") for line in lines):
        return lines[-1]
    text = " ".join(lines).partition(". Please ")[0]  # do what is not done so here
    return getattr(error, "strerror", None) or text or type(error).__name__


class Cluster:
    """A connection to Ray. Raises RulekitError when there can be none.

    Without an address, here or in RAY_ADDRESS, Ray is started on this machine for as long as it is
    used. One that this process is connected to already is used, and left as it is.
    """

    def __init__(self, address: str | None, count: int | None) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        self.ray = load_ray()
        self.ours = bool(address) or not self.ray.is_initialized()
        address = address or os.environ.get("RAY_ADDRESS") or "local"
        if self.ours:
            self._connect(address, count)
        by_client = address.startswith(CLIENT)
        self.head = address if by_client else self.ray.get_runtime_context().gcs_address

    def _connect(self, address: str, count: int | None) -> None:
        here: dict[str, Any] = {}
        if address == "local":
            processors = count or os.cpu_count() or 1
            here = {"num_cpus": processors, "num_gpus": 0, "object_store_memory": STORE}
            here["include_dashboard"] = False
        is_there = False
        try:
            is_there = _reach(address)
            self._init(address, here)
        except (
            OSError,
            ValueError,
            RuntimeError,
            SystemExit,
            self.ray.exceptions.RayError,
        ) as error:
            what = "no Ray can be started here" if here else f"no Ray cluster at `{address}`"
            why = "it does not answer" if isinstance(error, SystemExit) else sentence(error)
            remedy = TOKENS if is_there else ""
            raise rulekit.RulekitError([rulekit.Problem(f"{what}: {why}", remedy=remedy)]) from None

    def _init(self, address: str, options: dict[str, Any]) -> None:
        """Connect, with an empty working folder for all workers.

        Without one Ray has them look for modules in the current folder of this process before all
        others. What is judged may lie there, and must not be imported.
        """
        import logging
        from tempfile import TemporaryDirectory

        quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL}
        with TemporaryDirectory() as empty:
            self.ray.init(address, runtime_env={"working_dir": empty}, **quiet, **options)
        self._be_quiet()

    def _be_quiet(self) -> None:
        """Have Ray print nothing on standard output, where reports go.

        Of a machine that dies it prints forty lines there, for which there is no option.
        """
        self.ray._private.worker._worker_logs_enabled = False  # noqa: SLF001

    def answers(self) -> bool:
        """True if its head can be reached; if not, nothing should be asked of it, which waits."""
        try:
            return _reach(self.head)
        except OSError:
            return False

    def free(self, unfit: Collection[str]) -> int:
        """Number of processors that nobody has, without those of `unfit` machines, free or not.

        No more must be asked for than there are: a cluster may grow by what is asked for.
        """
        processors: float = self.ray.available_resources().get("CPU", 0)
        for node in self.ray.nodes() if unfit else ():
            if node["Alive"] and node["NodeID"] in unfit:
                processors -= node["Resources"].get("CPU", 0)
        return max(int(processors), 0)

    def leave(self) -> None:
        """Leave Ray, and end it if it was started here; one that others use stays as it is."""
        if self.ours:
            self.ray.shutdown()


def _reach(address: str) -> bool:
    """True if somebody listens at `host:port`, and raises OSError if not.

    Other forms are for Ray to judge.
    """
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if not (host and port.isdecimal()):
        return False
    socket.create_connection((host.strip("[]"), int(port)), REACHED).close()
    return True
