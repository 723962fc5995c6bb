// Two answers to one past case, side by side, and which of them a person would stand by. Blind: nothing says whose answer is whose.
import type { Button, KnownBlock, StaticSelect } from '@slack/web-api'
import type { Choice, Seat } from '../../src/contracts/shadow.ts'
import { ACTIONS } from '../ids.ts'
import { actions, button, context, header, menu, sections } from '../kit/elements.ts'
import { fitted, inSections } from '../kit/lines.ts'
import { mention, say } from '../kit/text.ts'
import { packedCase, type ShadowTarget } from '../target.ts'
import { bothLines, type Side, sideLines } from './side-lines.ts'

export type ComparisonData = {
  report: string
  nth: number
  of: number
  agent: string
  number: string
  /** What was known of the order. */
  facts: string[]
  /** What each side would do; the same on both where they agree. */
  sides: Record<Seat, Side>
  same: boolean
  /** open: nothing was said yet · grading: how bad a wrong side would have been · done: over. */
  stage:
    | { at: 'open' }
    | { at: 'grading'; by: string; target: ShadowTarget; seat: Seat }
    | { at: 'done'; by: string | null }
}

const FACTS = 6

export function comparisonCard(data: ComparisonData): KnownBlock[] {
  const { stage, same, agent, nth, of } = data
  if (stage.at === 'done')
    return [
      header(comparisonTitle(data)),
      context([
        stage.by === null
          ? 'The order was erased meanwhile: this case is left out.'
          : `Compared by ${mention(stage.by)}. Which version said what is told with the report.`,
      ]),
    ]
  const facts = fitted(
    data.facts.map((text, index) => ({ text: `• ${say(text, 220)}`, keep: FACTS - index })),
    FACTS,
    'in the shop',
  )
  const two = same ? 'Two versions say the same here' : 'Two versions differ here'
  return [
    header(comparisonTitle(data)),
    context([
      `${two}: ${say(agent, 60)}, case ${nth} of ${of}. The sides are drawn by lot. Nothing is carried out, and no agent is judged by it.`,
    ]),
    ...inSections(facts),
    ...sections(same ? bothLines(data.sides.A) : sideLines(data.sides)),
    ...(stage.at === 'open' ? [actions(`shadow.${nth}`, choices(data))] : grading(stage, data)),
  ]
}

/** "Which is right? Order #1042", not escaped. */
export function comparisonTitle({ number, same }: Pick<ComparisonData, 'number' | 'same'>): string {
  return `${same ? 'Is it right?' : 'Which is right?'} Order ${number}`
}

export const SEVERITY_WORDS = ['a nuisance', 'money or a customer lost', 'legal or safety'] as const

function choices({ report, nth, same }: ComparisonData): (Button | StaticSelect)[] {
  const value = (choice: Choice): string => packedCase({ report, nth, choice, a: null, b: null })
  const both = { action: ACTIONS.shadowBoth, value: value('both') }
  const neither = { action: ACTIONS.shadowNeither, value: value('neither') }
  if (same) return [button({ label: 'It is right', ...both }), button({ label: 'It is wrong', ...neither })]
  return [
    button({ label: 'A is right', action: ACTIONS.shadowA, value: value('A') }),
    button({ label: 'B is right', action: ACTIONS.shadowB, value: value('B') }),
    button({ label: 'Both are fine', ...both }),
    button({ label: 'Neither', ...neither }),
  ]
}

const SAID: Readonly<Record<Choice, string>> = {
  A: 'A is right',
  B: 'B is right',
  both: 'both are fine',
  neither: 'neither is right',
}

function grading(
  { by, target, seat }: Extract<ComparisonData['stage'], { at: 'grading' }>,
  { nth, same }: ComparisonData,
): KnownBlock[] {
  const said = same ? 'it is wrong' : SAID[target.choice]
  return [
    ...sections([`${mention(by)}: ${said}. How bad would *${same ? 'it' : seat}* have been?`]),
    actions(`shadow.${nth}.${seat}`, [
      menu({
        placeholder: 'How bad?',
        action: ACTIONS.shadowSeverity,
        choices: SEVERITY_WORDS.map((words, index) => ({
          label: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
          value: packedCase({ ...target, ...graded(seat, index + 1, same) }),
        })),
      }),
    ]),
  ]
}

/** One answer on both sides is wrong once. */
function graded(seat: Seat, severity: number, same: boolean): Partial<Pick<ShadowTarget, 'a' | 'b'>> {
  if (same) return { a: severity, b: severity }
  return seat === 'A' ? { a: severity } : { b: severity }
}
