-- The streams: one row per run, one per event, and the configurations runs finish under.

CREATE TABLE configs (
  hash       text PRIMARY KEY,
  document   jsonb NOT NULL,
  created_at timestamptz NOT NULL
);

-- Locked (in entity_id order, before any run) to start an action, to start a run, and to take a signal in.
CREATE TABLE entities (
  entity_id   text PRIMARY KEY,
  entity_type text NOT NULL,
  local_id    text NOT NULL,
  created_at  timestamptz NOT NULL
);
CREATE INDEX entities_by_local_id ON entities (local_id);

CREATE TABLE entity_refs (
  kind      text NOT NULL,
  value     text NOT NULL,
  entity_id text NOT NULL,
  PRIMARY KEY (value, kind, entity_id)
);
CREATE INDEX entity_refs_by_entity ON entity_refs (entity_id);

CREATE TABLE runs (
  run_id        uuid PRIMARY KEY,
  version       int NOT NULL,
  -- Hash of the newest event: the next one is chained to it.
  head          bytea NOT NULL,
  entity_type   text NOT NULL,
  entity_id     text NOT NULL,
  workflow      text NOT NULL,
  kind          text NOT NULL,
  number        text NOT NULL,
  market        text,
  locale        text,
  currency      text,
  parent_run_id uuid,
  config_hash   text NOT NULL,
  status        text NOT NULL,
  waiting_on    text,
  -- Since when it has this status and waits on this.
  since         timestamptz NOT NULL,
  wake_at       timestamptz,
  lease_until   timestamptz,
  -- Rows in its inbox. Kept here because only the run's own row tells a writer what another one just added.
  signals       int NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX runs_due ON runs (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX runs_by_entity ON runs (entity_id, created_at DESC, run_id DESC);

-- Monthly partitions by the time part of the run id; whatever has none lands in the default one.
CREATE TABLE events (
  run_id        uuid NOT NULL,
  version       int NOT NULL,
  event_id      uuid NOT NULL,
  event_type    text NOT NULL,
  entity_type   text NOT NULL,
  entity_id     text NOT NULL,
  agent_name    text,
  "timestamp"   timestamptz NOT NULL,
  -- json, not jsonb: kept to the letter, so that hashes are taken over the stored text itself, and half as dear to write.
  result        json NOT NULL,
  metadata      json NOT NULL,
  -- Personal fields. Erasing takes `sealed` and `salt` away and leaves the digest, so the chain still verifies.
  sealed        json,
  salt          bytea,
  sealed_digest bytea,
  hash          bytea NOT NULL,
  PRIMARY KEY (run_id, version)
) PARTITION BY RANGE (run_id);
-- Bodies beyond 2 kB are compressed on every insert; lz4 does it at a fraction of the cost, where the server has it.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE events ALTER COLUMN result SET COMPRESSION lz4, ALTER COLUMN sealed SET COMPRESSION lz4;
  END IF;
END
$$;
CREATE TABLE events_default PARTITION OF events DEFAULT;
