-- What happens around a question: who it was passed to, who was reminded, what it stands against, and what was said of it afterwards.

ALTER TABLE decisions
  ADD COLUMN due_hard         boolean,
  -- Agent, version, action and flags: cases alike for the same reason.
  ADD COLUMN cluster          text,
  -- The decision or action of another run it stands against.
  ADD COLUMN rival            uuid,
  ADD COLUMN rival_run        uuid,
  ADD COLUMN reminded         int,
  ADD COLUMN reminded_to      text,
  -- A person or a channel.
  ADD COLUMN passed_to        text,
  -- evidence, or why the answer is none.
  ADD COLUMN weight           text,
  ADD COLUMN on_behalf_of     text,
  ADD COLUMN bulk             uuid,
  ADD COLUMN corrected_at     timestamptz,
  ADD COLUMN corrected_by     text,
  ADD COLUMN corrected_reason text,
  ADD COLUMN severity         int;

CREATE INDEX decisions_by_rival ON decisions (rival) WHERE status = 'open' AND rival IS NOT NULL;
-- How many answers somebody gave of late.
CREATE INDEX decisions_by_answer ON decisions (verdict_by, closed_at) WHERE verdict_by IS NOT NULL;

-- Notes in the card's thread that are posted: the thread is the story, told once.
ALTER TABLE cards ADD COLUMN have_notes int NOT NULL DEFAULT 0;
