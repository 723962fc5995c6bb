-- New versions beside the old: what they would have done with live decisions, and the tests they pass before they may do anything.

-- Of a version that is not live. Nothing acts on it and no card shows it.
CREATE TABLE shadow_answers (
  decision_id  uuid NOT NULL,
  version      text NOT NULL,
  run_id       uuid NOT NULL,
  agent        text NOT NULL,
  live_version text NOT NULL,
  at           timestamptz NOT NULL,
  -- proposed | nothing | failed
  kind         text NOT NULL,
  action       text,
  fingerprint  text,
  -- Whether the live version said the same.
  same         boolean NOT NULL,
  because      text,
  took_ms      double precision NOT NULL,
  -- Personal: its payload. Gone when the person is erased.
  sealed       jsonb,
  PRIMARY KEY (decision_id, version)
);
CREATE INDEX shadow_answers_by_version ON shadow_answers (agent, version, at);
CREATE INDEX shadow_answers_by_run ON shadow_answers (run_id);

-- Append-only; how a test stands is folded from it. Never evidence for or against anybody.
CREATE TABLE shadow_events (
  seq     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL,
  by_user text NOT NULL,
  report  uuid NOT NULL,
  type    text NOT NULL,
  -- One per cause: two people who answer one case answer it once.
  cause   text NOT NULL UNIQUE,
  -- Set for a case: whose order it was.
  run_id  uuid,
  event   jsonb NOT NULL,
  -- Personal: what the card shows.
  sealed  jsonb
);
CREATE INDEX shadow_events_by_report ON shadow_events (report, seq);
CREATE INDEX shadow_events_by_run ON shadow_events (run_id) WHERE sealed IS NOT NULL;
