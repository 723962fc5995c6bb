-- Time passing around questions: who was told that nobody answers, and what one shift left to the next.

-- One row per rung of a question that some process took on: its people are in reminders_for.
CREATE TABLE reminders_told (
  decision_id uuid NOT NULL,
  rung        int NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (decision_id, rung)
);

-- Who was told of which question. `note`: why them, where it is not theirs by itself.
CREATE TABLE reminders_for (
  user_id     text NOT NULL,
  decision_id uuid NOT NULL,
  note        text,
  PRIMARY KEY (user_id, decision_id)
);

-- One row per person: the outbox of the one message that reminds them.
CREATE TABLE nudges (
  user_id       text PRIMARY KEY,
  want          int NOT NULL,
  have          int NOT NULL DEFAULT 0,
  -- The highest rung they are to be told of, and the one they were told of last.
  want_rung     int NOT NULL,
  have_rung     int NOT NULL DEFAULT 0,
  channel       text,
  ts            text,
  posted_at     timestamptz,
  attempts      int NOT NULL DEFAULT 0,
  error         text,
  retry_at      timestamptz,
  claimed_until timestamptz
) WITH (fillfactor = 80);
CREATE INDEX nudges_behind ON nudges (user_id) WHERE have < want;

-- One row per channel and change of shift, so that it is said once.
CREATE TABLE handovers (
  channel       text NOT NULL,
  at            timestamptz NOT NULL,
  claimed_until timestamptz NOT NULL,
  done_at       timestamptz,
  -- Null where there was nothing to hand over.
  ts            text,
  PRIMARY KEY (channel, at)
);
