// What the values in an edit form come to before anybody approves them: what changes, what follows, or why it cannot be.
import type { EditDiff, EditField } from '../../../blocks/edit-modal.ts'
import type { DecisionState, RunState } from '../../workflow/state.ts'
import type { CardContext } from '../cards/card-context.ts'
import { changes } from '../cards/progress-of.ts'
import type { Submission } from '../click.ts'
import { editedParams } from './edited-params.ts'

export function diffOf({
  state,
  decision: { record, params },
  fields,
  entered,
  context,
}: {
  state: RunState
  decision: Pick<DecisionState, 'record' | 'params'>
  fields: readonly EditField[]
  entered: Pick<Submission, 'values'>
  context: Pick<CardContext, 'actions' | 'agents'>
}): EditDiff {
  const edited = editedParams({ state, record, params, fields, form: entered, context })
  if (edited.status === 'invalid') return { changed: [], follows: [], problems: Object.values(edited.errors) }
  const all = changes(params, edited.params)
  const isTheirs = ({ field }: { field: string }) => fields.some(({ name }) => name === field)
  return { changed: all.filter(isTheirs), follows: all.filter((each) => !isTheirs(each)), problems: [] }
}
