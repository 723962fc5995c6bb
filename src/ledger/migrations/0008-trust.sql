-- Earned autonomy: what was granted, refused and taken back. Append-only; what an agent may do is folded from it.

CREATE TABLE trust_events (
  seq     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL,
  by_user text NOT NULL,
  agent   text NOT NULL,
  version text NOT NULL,
  action  text NOT NULL,
  segment text NOT NULL,
  type    text NOT NULL,
  -- One per cause: two processes that notice the same thing record it once.
  cause   text NOT NULL UNIQUE,
  event   jsonb NOT NULL
);
CREATE INDEX trust_events_by_scope ON trust_events (agent, version, action, segment, seq);

-- Late truth: what the world said of a decision long after it was made.
ALTER TABLE decisions
  ADD COLUMN outcome    text,
  ADD COLUMN outcome_at timestamptz,
  -- Probability with which it was going to be audited, stored when it was drawn, and what the audit found.
  ADD COLUMN p_audit    double precision,
  ADD COLUMN audit      text,
  ADD COLUMN audited_at timestamptz;

-- The evidence of an agent, in the order it came.
CREATE INDEX decisions_evidence ON decisions (agent, closed_at) WHERE run_kind = 'live';
