"""Features: the change tables and the sections that name one."""

from sabotage.cut import API, CACHE, Cut, Edit

CUTS = (
    Cut(
        "a section of a feature that no change table knows",
        Edit(API, "`FEAT-GROUP-001`. Groups of up to", "`«FEAT-GROUPS-001»`. Groups of up to"),
        "undefined-feature",
    ),
    Cut(
        "a misspelt feature in a sentence",
        Edit(CACHE, "Changes of FEAT-CONTACT-001.", "Changes of «FEAT-CONTCAT-001»."),
        "undefined-feature",
    ),
)
