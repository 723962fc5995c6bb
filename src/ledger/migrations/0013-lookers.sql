-- Who a card's message says is looking at its question; null where it says nothing of the kind.

ALTER TABLE cards ADD COLUMN looker text;
CREATE INDEX cards_looked_at ON cards (run_id) WHERE looker IS NOT NULL;
