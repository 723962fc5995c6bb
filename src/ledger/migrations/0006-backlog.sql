-- When there is more to decide than a channel can show: who looks at what, and which channels show one live brief instead of cards.

-- Hints: losing them in a crash costs nothing, so they are not logged.
CREATE UNLOGGED TABLE claims (
  run_id  uuid PRIMARY KEY,
  by_user text NOT NULL,
  until   timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX claims_by_user ON claims (by_user);

CREATE TABLE briefs (
  channel       text PRIMARY KEY,
  -- Its message; null until Slack has confirmed the post.
  ts            text,
  active_since  timestamptz NOT NULL,
  -- Null while the channel shows the brief instead of new cards.
  ended_at      timestamptz,
  -- Digest of what the message says, and the urgent class it was posted for.
  shown         text,
  urgent        text,
  posted_at     timestamptz,
  changed_at    timestamptz,
  claimed_until timestamptz
);

CREATE INDEX decisions_expired ON decisions (closed_at) WHERE status = 'expired';
