-- What the events say, in rows. Written in the transaction of the events; no row belongs to two runs.

CREATE TABLE decisions (
  decision_id     uuid PRIMARY KEY,
  run_id          uuid NOT NULL,
  run_kind        text NOT NULL,
  entity_id       text NOT NULL,
  step            text,
  -- previewed | proposed | open | approved | edited | rejected | changes_requested | expired | superseded
  status          text,
  -- The proposal and its scope.
  agent           text,
  version         text,
  action          text,
  segment         text,
  source          text,
  confidence      double precision,
  amount          bigint,
  currency        text,
  fingerprint     text,
  departs         boolean,
  fallback        text,
  proposed_at     timestamptz,
  -- The gate's answer.
  answer          text,
  level           text,
  p_ask           double precision,
  must_ask        boolean,
  four_eyes       boolean,
  -- The question.
  revision        int,
  question        int,
  opened_at       timestamptz,
  deadline        timestamptz,
  team            text,
  against         uuid,
  -- The answer that closed it.
  verdict         text,
  verdict_by      text,
  latency_ms      double precision,
  evidence_opened boolean,
  carried         boolean,
  reason_code     text,
  executed        text,
  closed_at       timestamptz
) WITH (fillfactor = 80);
CREATE INDEX decisions_by_run ON decisions (run_id);
CREATE INDEX decisions_open ON decisions (deadline, decision_id) WHERE status = 'open';
CREATE INDEX decisions_open_by_entity ON decisions (entity_id) WHERE status = 'open';

CREATE TABLE actions (
  action_id    uuid PRIMARY KEY,
  run_id       uuid NOT NULL,
  run_kind     text NOT NULL,
  entity_id    text NOT NULL,
  step         text,
  action       text,
  status       text,
  fingerprint  text,
  scheduled_at timestamptz,
  started_at   timestamptz,
  attempt      int,
  ref          text,
  because      text,
  ended_at     timestamptz
) WITH (fillfactor = 80);
CREATE INDEX actions_by_run ON actions (run_id);
CREATE INDEX actions_in_the_way ON actions (entity_id) WHERE status IN ('scheduled', 'started', 'unknown');

-- One live card per subject; a run's card has the run's id. want/have is its outbox.
CREATE TABLE cards (
  card_id       uuid PRIMARY KEY,
  run_id        uuid NOT NULL,
  team          text,
  want_question int NOT NULL DEFAULT 0,
  have_question int NOT NULL DEFAULT 0,
  want_version  int NOT NULL,
  have_version  int NOT NULL DEFAULT 0,
  channel       text,
  ts            text,
  earlier       jsonb NOT NULL DEFAULT '[]',
  -- Earliest deadline of the run's open decisions.
  deadline      timestamptz,
  attempts      int NOT NULL DEFAULT 0,
  error         text,
  retry_at      timestamptz,
  claimed_until timestamptz
) WITH (fillfactor = 80);
CREATE INDEX cards_behind ON cards (deadline) WHERE have_version < want_version;

-- What models cost, one row per event that cost anything.
CREATE TABLE costs (
  run_id   uuid NOT NULL,
  version  int NOT NULL,
  at       timestamptz NOT NULL,
  agent    text,
  model    text,
  cost_usd double precision NOT NULL,
  PRIMARY KEY (run_id, version)
);
CREATE INDEX costs_by_time ON costs (at);
