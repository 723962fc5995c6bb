-- What people did outside the runs' streams: settings, and looking at the evidence.

CREATE TABLE settings_log (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key        text NOT NULL,
  value      jsonb NOT NULL,
  changed_by text NOT NULL,
  at         timestamptz NOT NULL
);
CREATE INDEX settings_log_latest ON settings_log (key, id DESC);

CREATE TABLE evidence_opened (
  decision_id uuid NOT NULL,
  user_id     text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (decision_id, user_id)
);
