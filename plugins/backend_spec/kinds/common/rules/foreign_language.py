"""Rule: foreign-language."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.INFO, when=lambda flaw, graph: flaw.sort == "foreign-language")
def foreign_language(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A document is not written in the language that the project names.

    A specification that half of its readers cannot read is read by half of them (seed: "All backend documents are
    written in English"). Judged is only where a language is named: by the option `language`, or by `lang` in the
    document's front matter. Paragraphs and list items count, code does not; a third of them must be in another
    language.

    What the rule cannot know: languages that it has no words of. It knows those that the option `language` takes, and
    tells them apart by their scripts and most common words.

    ````md bad
    <!-- architecture.md -->
    ---
    lang: en
    ---
    # Backend System Architecture

    «Das ist die Beschreibung der Dienste und der Wege, die zwischen ihnen liegen.»

    - Die Anmeldung wird von dem ersten Dienst geprüft und nicht von der Datenbank.
    - Für den Versand ist ein zweiter Dienst da, der sich um die Post kümmert.
    ````

    ````md good
    <!-- architecture.md -->
    ---
    lang: en
    ---
    # Backend System Architecture

    This is the description of the services and of the ways that lie between them.

    - The login is checked by the first service and not by the database.
    - There is a second service for the mail that goes out to the users.
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    Das ist die Beschreibung der Dienste und der Wege, die zwischen ihnen liegen.

    - Die Anmeldung wird von dem ersten Dienst geprüft und nicht von der Datenbank.
    - Für den Versand ist ein zweiter Dienst da, der sich um die Post kümmert.
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, flaw.help)
