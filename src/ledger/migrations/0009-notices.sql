-- What a card shows besides its run: stop buttons. A pressed one puts every open card behind without an event in any run.

ALTER TABLE cards
  ADD COLUMN want_notice int NOT NULL DEFAULT 0,
  ADD COLUMN have_notice int NOT NULL DEFAULT 0;

DROP INDEX cards_behind;
CREATE INDEX cards_behind ON cards (deadline) WHERE have_version < want_version OR have_notice < want_notice;
