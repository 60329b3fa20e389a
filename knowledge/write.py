"""Makes `data/plan.yaml` from the text as issued: `python -m knowledge.write`."""

from __future__ import annotations

from pathlib import Path

from knowledge import yamlfile
from knowledge.load import parse_source
from knowledge.model import Plan

HEAD = (
    "# The parse of source/qd-922-ubnd-2023.txt by grammar.yaml, kept equal to it by a test. "
    "Made by `make plan`; not edited by hand.\n"
)


def main() -> None:
    """Parse the source text and write the file anew."""
    path = Path(__file__).parent / "data" / "plan.yaml"
    path.write_text(written(parse_source()), encoding="utf-8")


def written(plan: Plan) -> str:
    """The content of the file for a plan."""
    return HEAD + yamlfile.dump(plan)


if __name__ == "__main__":
    main()
