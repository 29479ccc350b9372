"""What is said of a table or view: `Described`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The description of a table or view and of its columns, and a query as an example."""

    about: str
    columns: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
