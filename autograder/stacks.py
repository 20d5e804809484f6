"""What an assignment's workers have imported beforehand, and the nurseries that a run shares."""

from __future__ import annotations

from pathlib import Path

from autograder.sandbox import Limits, Nursery

LIGHT = ("numpy", "sympy", "cirq", "matplotlib.pyplot", "IPython.core.inputtransformer2")
HEAVY = (*LIGHT, "tensorflow", "tensorflow_quantum")


def stack_for(folder: Path) -> tuple[str, ...]:
    """The modules that an assignment's workers have imported beforehand."""
    files = [*folder.glob("*.py"), *folder.glob("*.ipynb")]
    return HEAVY if any("tensorflow" in file.read_text("utf-8") for file in files) else LIGHT


class Nurseries:
    """The nurseries of one run, each started when it is first asked for.

    Args:
        confined: whether submissions run confined.
        limits: what one worker may use.
    """

    def __init__(self, *, confined: bool = True, limits: Limits | None = None) -> None:
        self.confined = confined
        self.limits = limits or Limits()
        self._running: dict[tuple[str, ...], Nursery] = {}

    def of(self, folder: Path) -> Nursery:
        """The nursery that suits the assignment in this folder; its imports may still go on.

        Raises:
            ConfinementUnavailable: the machine can't confine workers.
        """
        stack = stack_for(folder)
        if stack not in self._running:
            self._running[stack] = Nursery(
                preload=stack, limits=self.limits, confined=self.confined
            )
        return self._running[stack]

    def close(self) -> None:
        """Ends every worker."""
        for nursery in self._running.values():
            nursery.close()
        self._running.clear()
