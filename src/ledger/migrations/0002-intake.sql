-- What comes in: raw deliveries, and signals on their way to a run.

CREATE TABLE deliveries (
  key         text PRIMARY KEY,
  channel     text NOT NULL,
  topic       text NOT NULL,
  received_at timestamptz NOT NULL,
  headers     jsonb NOT NULL,
  -- As it came, byte for byte: a text column would refuse what JSON allows. NULL once erased.
  body        bytea,
  taken_at    timestamptz,
  outcome     text,
  because     text,
  run_id      uuid,
  entity_id   text
);
CREATE INDEX deliveries_pending ON deliveries (received_at) WHERE taken_at IS NULL;
CREATE INDEX deliveries_by_entity ON deliveries (entity_id) WHERE entity_id IS NOT NULL;

CREATE TABLE inbox (
  run_id   uuid NOT NULL,
  delivery text NOT NULL,
  topic    text NOT NULL,
  at       timestamptz NOT NULL,
  arrival  bigint GENERATED ALWAYS AS IDENTITY,
  content  jsonb NOT NULL,
  PRIMARY KEY (run_id, delivery)
);

-- Signals that came before their run.
CREATE TABLE parked (
  entity_id text NOT NULL,
  delivery  text NOT NULL,
  topic     text NOT NULL,
  at        timestamptz NOT NULL,
  arrival   bigint GENERATED ALWAYS AS IDENTITY,
  content   jsonb NOT NULL,
  PRIMARY KEY (entity_id, delivery)
);
