"""A file is not UTF-8."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "encoding")
def unreadable_encoding(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A file holds bytes that are not UTF-8, or the marks that such bytes have left.

    Code hosts and MkDocs read Markdown as UTF-8. Other bytes are shown as a replacement character, or the build stops;
    an editor that saves such a file writes the replacement character over what was there. The first place is reported.
    A byte order mark is no fault.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    The caf«\ufffd» serves \ufffdrror 1001.
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    The café serves error 1001.
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    Invalid bytes in a request are answered with `\ufffd` in their place.
    ````
    """
    yield Finding(flaw.span, flaw.message, help=flaw.help or "save the file as UTF-8")
