// Marks cards out of date, and gives a card to runs that now need one. Runs after the decisions were written: the deadline is
// the earliest of the run's own open ones.
import type { Query } from '../db.ts'
import { type CardRow, cardColumns } from '../projections/card-row.ts'
import { rowSet } from '../row-set.ts'

const input = rowSet(cardColumns)

// Worded so that only the run's own index can serve the deadline. Left to choose, the planner walks the indexes of all open
// questions: min() through the one by deadline, or any of them while a plan made on small tables lasts.
const UPSERT = `
  INSERT INTO cards AS present (card_id, run_id, team, want_question, want_version, deadline)
  SELECT input.run_id, input.run_id, input.team, coalesce(input.question, 0), input.version,
    (SELECT min(decisions.deadline) FROM decisions
      WHERE decisions.run_id = input.run_id AND decisions.status || '' = 'open' GROUP BY decisions.run_id)
  FROM ${input.unnest('input')}
  WHERE input.opens OR EXISTS (SELECT FROM cards WHERE cards.card_id = input.run_id)
  ORDER BY input.run_id
  ON CONFLICT (card_id) DO UPDATE SET
    team = CASE WHEN excluded.want_question > present.want_question THEN excluded.team ELSE present.team END,
    want_question = greatest(present.want_question, excluded.want_question),
    want_version = greatest(present.want_version, excluded.want_version),
    deadline = excluded.deadline`

export async function upsertCards(tx: Query, rows: readonly CardRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(UPSERT, input.values(rows))
}
