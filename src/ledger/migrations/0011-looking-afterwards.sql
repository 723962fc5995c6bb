-- Late truth that can be taken back, audits drawn by lot or because of what they are, and checks of the reviewers.

ALTER TABLE decisions
  -- False while nothing is settled, or when it came to nothing.
  ADD COLUMN outcome_wrong boolean,
  -- Probability of a targeted audit, stored with that of the random one.
  ADD COLUMN p_targeted    double precision,
  -- random | targeted; null when the lot fell on none.
  ADD COLUMN audit_drawn   text;

CREATE INDEX decisions_to_audit ON decisions (proposed_at) WHERE audit_drawn IS NOT NULL AND audit IS NULL;

-- One row per run that looks at agents' or reviewers' work. What it found is its answer, never a score.
CREATE TABLE checks (
  run_id      uuid PRIMARY KEY,
  -- known_wrong | known_right | double | audit
  kind        text,
  of_run      uuid,
  of_decision uuid,
  agent       text,
  version     text,
  action      text,
  segment     text,
  -- past_error | starter | real
  source      text,
  started_at  timestamptz,
  reviewer    text,
  -- What they answered, or would have done.
  answered    text,
  -- Known cases: whether the answer was the right one. Double review: whether it was the agent's.
  caught      boolean,
  answered_at timestamptz
);
CREATE INDEX checks_by_scope ON checks (agent, action, kind);
CREATE INDEX checks_by_reviewer ON checks (reviewer, answered_at) WHERE reviewer IS NOT NULL;
CREATE INDEX checks_of ON checks (of_decision, kind);
