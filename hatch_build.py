"""The data check as a build step: a wheel with broken data is not built."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataCheck(BuildHookInterface[Any]):
    """Runs the same check as `hoi check` before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # the hook's signature
        """Check the data of this folder.

        Args:
            version: "standard" or "editable"; a linked install goes unchecked, or broken data could not be mended.
            build_data: what else to pack; nothing.

        Raises:
            ValueError: the data has problems; the message lists them all.
        """
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from bot.check import problems  # noqa: PLC0415  # importable only now

        found = problems()
        if found:
            raise ValueError("\n".join(("the data has problems:", *found)))
