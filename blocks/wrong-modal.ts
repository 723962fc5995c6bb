// "This was wrong": which decision, why, how bad, in whose words. What can still be taken back is offered first.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { RejectReason } from '../src/contracts/verdict.ts'
import type { ActionData, WrongData } from './card-data.ts'
import { ACTIONS, FIELDS, VIEWS } from './ids.ts'
import { actions, button, divider, header, sections } from './kit/elements.ts'
import { type Choice, choiceField, radioField, textField } from './kit/inputs.ts'
import { inSections } from './kit/lines.ts'
import { modal } from './kit/view.ts'
import { actionLines, wrongLine } from './progress-lines.ts'
import { REASONS } from './reject-modal.ts'
import { packed, type RunForm } from './target.ts'

export type WrongModalData = {
  /** The order, not escaped. */
  title: string
  target: RunForm
  /** Decisions that may be called wrong; values name run and decision. */
  choices: readonly Choice[]
  /** What can still be taken back, by the run it was done in. */
  undoable: readonly { run: string; action: ActionData }[]
  said: readonly WrongData[]
}

const SEVERITIES: readonly Choice[] = [
  { value: '1', label: '1 · a nuisance' },
  { value: '2', label: '2 · money or a customer lost' },
  { value: '3', label: '3 · legal, safety, or beyond the cap' },
]
const TITLE = 'This was wrong'

export function wrongModal({ title, target, choices, undoable, said }: WrongModalData): ModalView {
  const before: KnownBlock[] = [
    header(title),
    ...sections(said.map(wrongLine)),
    ...(undoable.length === 0
      ? []
      : [
          ...sections(['*It can still be taken back.* That is the better way while it lasts:']),
          ...undoable.flatMap(({ run, action }) => inSections(actionLines({ run, actions: [action] }))),
          divider(),
        ]),
  ]
  if (choices.length === 0)
    return modal({
      title: TITLE,
      blocks: [
        ...before,
        ...(said.length > 0 ? [] : sections(['Nothing was decided here that could be called wrong.'])),
      ],
    })
  return modal({
    title: TITLE,
    submit: { label: 'It was wrong', callback: VIEWS.wrong },
    close: 'Back',
    metadata: packed(target),
    blocks: [
      ...before,
      choiceField({
        id: FIELDS.wrongDecision,
        label: 'What was wrong?',
        choices,
        // Where there is only one nothing is said by choosing it.
        ...(choices[0] && choices.length === 1 ? { initial: choices[0].value } : {}),
      }),
      radioField({
        id: FIELDS.wrongReason,
        label: 'Why?',
        choices: RejectReason.options.map((value) => ({ value, label: REASONS[value] })),
      }),
      radioField({ id: FIELDS.wrongSeverity, label: 'How bad is it?', choices: SEVERITIES }),
      textField({
        id: FIELDS.wrongNote,
        label: 'In your own words',
        hint: 'Say what should be done now if you know it: refund, stop the parcel, apologise.',
        optional: true,
        multiline: true,
        max: 1_000,
      }),
      ...sections([
        'The agent’s record is corrected at once. What to do now is asked on a card of its own; somebody else answers it.',
      ]),
    ],
  })
}

/** What was said of it; `repair`: the run whose card asks what now. `text` is ours or escaped. */
export function wrongSaid({ text, repair }: { text: string; repair: string | null }): ModalView {
  return modal({
    title: TITLE,
    blocks: [
      ...sections([text]),
      ...(repair === null
        ? []
        : [
            actions('repair', [
              button({ label: 'Open the repair', action: ACTIONS.open, value: packed({ run: repair }) }),
            ]),
          ]),
    ],
  })
}
