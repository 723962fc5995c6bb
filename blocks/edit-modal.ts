// Approving with a change: one field per value a person may change, each next to what was proposed.
import type { InputBlock, ModalView } from '@slack/web-api'
import type { Change } from './card-data.ts'
import { editField, VIEWS } from './ids.ts'
import { header, sections } from './kit/elements.ts'
import { choiceField, FIELD_TEXT, numberField, textField } from './kit/inputs.ts'
import { capital, flat, inWords, say } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { type FormTarget, packed } from './target.ts'

export type EditField = {
  name: string
  /** `json`: anything else, as JSON text. */
  kind:
    | { type: 'text'; max: number }
    | { type: 'number'; whole: boolean }
    | { type: 'choice'; choices: readonly string[] }
    | { type: 'json' }
  value: string
}

/** What the values entered so far come to: the fields a person changed, what follows from that, or why they cannot be used. */
export type EditDiff = { changed: readonly Change[]; follows: readonly Change[]; problems: readonly string[] }

export type EditData = {
  title: string
  consequence: string
  target: FormTarget
  fields: readonly EditField[]
  /** Absent until something was changed. */
  diff?: EditDiff
}

/** Text beyond this is written, not chosen: what it was stands beside it anyway. */
const LIVE_TEXT = 200

export function editModal({ title, consequence, target, fields, diff }: EditData): ModalView {
  const tooLong = fields.filter(({ value }) => value.length > FIELD_TEXT)
  const editable = fields.filter(({ value }) => value.length <= FIELD_TEXT)
  return modal({
    title: 'Edit and approve',
    submit: { label: 'Approve', callback: VIEWS.edit },
    close: 'Back',
    metadata: packed(target),
    blocks: [
      header(title),
      ...editable.map(inputOf),
      ...(diff ? sections(diffLines(diff)) : []),
      ...sections([
        consequence,
        ...tooLong.map(({ name }) => `_${inWords(name)} is too long to be edited in Slack; it stays as it is._`),
      ]),
    ],
  })
}

/** Wherever something changes, the line stands right under the fields: nothing else in the window moves. */
function diffLines({ changed, follows, problems }: EditDiff): string[] {
  if (problems.length > 0) return problems.map((problem) => `⚠️ ${say(problem, 300)}`)
  if (changed.length + follows.length === 0) return ['_As proposed._']
  return [
    `*You change* ${changed.map(diffWords).join(' · ')}`,
    follows.length === 0 ? '' : `*What follows* ${follows.map(diffWords).join(' · ')}`,
  ].filter(Boolean)
}

function diffWords({ field, from, to }: Change): string {
  return `${say(inWords(field), 40)}: was ${say(from || 'nothing', 80)} → now *${say(to || 'nothing', 80)}*`
}

function inputOf({ name, kind, value }: EditField): InputBlock {
  const field = {
    id: editField(name),
    label: capital(inWords(name)),
    hint: `Proposed: ${flat(value) === '' ? 'nothing' : value}`,
    live: kind.type === 'choice' || kind.type === 'number' || (kind.type === 'text' && kind.max <= LIVE_TEXT),
  }
  switch (kind.type) {
    case 'number':
      return numberField({ ...field, decimals: !kind.whole, ...(numeric(value) ? { initial: Number(value) } : {}) })
    case 'choice':
      return choiceField({
        ...field,
        choices: kind.choices.map((choice) => ({ value: choice, label: inWords(choice) })),
        initial: value,
      })
    case 'text': {
      const max = Math.min(kind.max, FIELD_TEXT)
      return textField({ ...field, initial: value.slice(0, max), multiline: max > 200, max })
    }
    case 'json':
      return textField({ ...field, initial: value, multiline: true })
    default:
      return kind satisfies never
  }
}

function numeric(value: string): boolean {
  return value !== '' && Number.isFinite(Number(value))
}
