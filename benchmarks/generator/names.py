"""What the generated businesses are about: areas, and the things that the services of an area keep."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A value with a name: in a JSON body, a proto message, a table or an event."""

    name: str
    kind: str
    example: str | int | bool
    text: str
    rule: str = "—"
    required: bool = True


JSON_TYPES = {"id": "string (uuid)", "text": "string", "number": "integer", "date": "string (date)",
              "time": "string (RFC 3339)", "flag": "boolean", "secret": "string"}  # fmt: skip
SQL_TYPES = {"id": "UUID", "text": "VARCHAR(120)", "number": "INTEGER", "date": "DATE", "time": "TIMESTAMPTZ",
             "flag": "BOOLEAN", "secret": "BYTEA"}  # fmt: skip
PROTO_TYPES = {"id": "string", "text": "string", "number": "int32", "date": "string",
               "time": "google.protobuf.Timestamp", "flag": "bool", "secret": "string"}  # fmt: skip


@dataclass(frozen=True)
class Noun:
    """A thing that a service keeps, with what is particular about it."""

    name: str
    text: str
    fields: tuple[Field, ...]

    @property
    def plural(self) -> str:
        return f"{self.name}s"


def _noun(name: str, text: str, *fields: tuple[str, str, str | int | bool, str, str]) -> Noun:
    return Noun(name, text, tuple(Field(*field) for field in fields))


NOUNS = (
    _noun("order", "says what a customer wants, how much of it and until when",
          ("reference", "text", "PO-2217", "Number in the customer's own books", "3-64 characters"),
          ("quantity", "number", 12, "Units that were asked for", "1-10000"),
          ("due_on", "date", "2026-05-04", "Day by which everything has to be there", "Not in the past")),
    _noun("shipment", "follows goods on their way from one place to another",
          ("carrier", "text", "Blue Lorry Ltd", "Company that carries the goods", "2-80 characters"),
          ("weight_grams", "number", 18500, "Weight with packaging", "1-30000000"),
          ("leaves_on", "date", "2026-04-20", "Day of departure", "Within 90 days")),
    _noun("invoice", "asks a customer for money and remembers whether it came",
          ("billed_to", "text", "Marta Olsen", "Person or company that pays", "2-120 characters"),
          ("amount_cents", "number", 129900, "Total with taxes", "At least 1"),
          ("payable_on", "date", "2026-06-01", "Day on which the money is due", "After today")),
    _noun("contract", "holds what two parties agreed on and for how long",
          ("partner", "text", "Nordlys Cooperative", "The other party", "2-120 characters"),
          ("term_months", "number", 24, "Time for which it binds", "1-120"),
          ("starts_on", "date", "2026-07-01", "First day on which it holds", "Within a year")),
    _noun("inspection", "records who looked at a site and what was found",
          ("site", "text", "Hall 7, north gate", "Place that is looked at", "2-120 characters"),
          ("score", "number", 87, "Result in points", "0-100"),
          ("visited_on", "date", "2026-03-18", "Day of the visit", "Not in the future")),
    _noun("booking", "reserves a place for a guest and a number of days",
          ("guest", "text", "Ivo Marek", "Person the place is kept for", "2-80 characters"),
          ("days", "number", 3, "Length of the stay", "1-60"),
          ("arrives_on", "date", "2026-08-09", "First day", "Within a year")),
    _noun("claim", "reports a damage and what is asked in return",
          ("claimant", "text", "Greta Lindqvist", "Person who reports the damage", "2-80 characters"),
          ("loss_cents", "number", 45000, "Damage as the claimant sees it", "At least 1"),
          ("happened_on", "date", "2026-02-27", "Day of the damage", "Not in the future")),
    _noun("quote", "offers a price that holds for a while",
          ("prospect", "text", "Atelier Rousseau", "Who asked for the price", "2-120 characters"),
          ("price_cents", "number", 780000, "Price without taxes", "At least 1"),
          ("valid_until", "date", "2026-05-31", "Last day on which it holds", "After today")),
    _noun("permit", "allows a holder to do something until a certain day",
          ("holder", "text", "Quay Works BV", "Who may do it", "2-120 characters"),
          ("zone", "number", 4, "Part of the grounds it is good for", "1-99"),
          ("expires_on", "date", "2027-01-31", "Last day on which it is good", "After today")),
    _noun("ticket", "asks for help and keeps track of the answer",
          ("subject", "text", "Gate does not open", "The problem in one line", "3-120 characters"),
          ("urgency", "number", 2, "From 1, at once, to 5, some day", "1-5"),
          ("answer_by", "date", "2026-04-02", "Day by which somebody answers", "After today")),
    _noun("refund", "gives money back and says why",
          ("reason", "text", "Delivered twice", "Why the money goes back", "3-120 characters"),
          ("repaid_cents", "number", 2590, "Money that goes back", "At least 1"),
          ("paid_on", "date", "2026-04-11", "Day of the transfer", "Within 30 days")),
    _noun("survey", "puts a few questions to people who were there",
          ("question", "text", "Would you come again?", "What people are asked", "5-120 characters"),
          ("sample_size", "number", 250, "People who are asked", "1-5000"),
          ("closes_on", "date", "2026-09-15", "Last day for answers", "After today")),
)  # fmt: skip

AREAS = (
    "freight harbour market clinic campus museum harvest orchard foundry quarry theatre stadium library bakery brewery "
    "winery dairy fishery forestry railway airport tramway ferry garage taxi courier warehouse workshop laboratory "
    "observatory hospital pharmacy dental veterinary nursery school college academy studio gallery cinema concert "
    "festival circus carnival garden zoo aquarium reserve trail camping hostel hotel resort spa fitness climbing "
    "sailing rowing cycling skiing diving golf tennis archery chess bridge poetry choir orchestra ballet opera print "
    "paper textile leather pottery glass timber steel copper cement plaster roofing plumbing heating lighting solar "
    "wind tidal biogas water sewage recycling compost meteor mapping survey-office notary customs"
).split()

REGIONS = ("", "north", "south", "east", "west")


def area(number: int) -> str:
    """The name of an area, in kebab-case; every number has another one."""
    word, round_ = AREAS[number % len(AREAS)], number // len(AREAS)
    region = REGIONS[round_] if round_ < len(REGIONS) else f"zone{round_}"
    return f"{region}-{word}" if region else word


def nouns(number: int) -> tuple[Noun, ...]:
    """The three things that an area deals with."""
    return tuple(NOUNS[(3 * number + index) % len(NOUNS)] for index in range(3))


def title(kebab: str) -> str:
    """`freight-order` as `Freight Order`."""
    return " ".join(word.capitalize() for word in kebab.split("-"))


def pascal(kebab: str) -> str:
    """`freight-order` as `FreightOrder`."""
    return "".join(word.capitalize() for word in kebab.split("-"))


def snake(kebab: str) -> str:
    """`freight-order` as `freight_order`."""
    return kebab.replace("-", "_")
