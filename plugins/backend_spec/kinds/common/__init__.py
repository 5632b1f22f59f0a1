"""What every document has, whatever its kind: header table, outline, diagrams, mentions; and telling kinds apart."""
