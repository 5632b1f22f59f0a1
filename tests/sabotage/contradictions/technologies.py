"""The product behind a store or the broker: infrastructure table, communication table, diagrams."""

from sabotage.cut import API, ARCHITECTURE, Cut, Edit

RULE = "contradicted-technology"

CUTS = (
    Cut(
        "another database in a sequence diagram",
        Edit(API, "participant DB as PostgreSQL", "participant DB as «MySQL»", "#### 11.1.3 Sign In"),
        RULE,
    ),
    Cut(
        "another broker in the architecture diagram",
        Edit(ARCHITECTURE, 'kafka{{"Kafka"}}', 'kafka{{"«RabbitMQ»"}}'),
        RULE,
    ),
    Cut(
        "another protocol of the broker",
        Edit(
            ARCHITECTURE,
            "| `auth-service`         | Kafka                  | Kafka protocol over TLS           |",
            "| `auth-service`         | «RabbitMQ»               | AMQP over TLS                     |",
        ),
        RULE,
    ),
)
