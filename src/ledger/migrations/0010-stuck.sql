-- What does not go on by itself: which standstill of which run people were told of, once, by whatever process noticed.

CREATE TABLE stuck_told (
  run_id        uuid NOT NULL,
  -- Since when the run is where it is: a later standstill is another one.
  since         timestamptz NOT NULL,
  claimed_until timestamptz NOT NULL,
  told_at       timestamptz,
  PRIMARY KEY (run_id, since)
);

-- Few cards are behind with an error at any time.
CREATE INDEX cards_refused ON cards (deadline) WHERE error IS NOT NULL AND have_version < want_version;
