// "How well are we checking?": totals of everybody together, and when to doubt them. Nothing here is about one person.
import { inWords, say } from '../kit/text.ts'
import { percent } from './trust-words.ts'

export type CheckingData = {
  /** People who answered checks. */
  people: number
  seeds: {
    shown: number
    caught: number
    at_least: number
    strata: { source: string; shown: number; caught: number }[]
  }
  turned_down: { shown: number; wrongly: number }
  /** Approved or not, by whether somebody who had not seen the agent's answer would have done the same. */
  doubles: { both: number; first: number; second: number; neither: number; asked: number; ac1: number | null }
  gap: number | null
  warnings: ('rubber_stamp' | 'disagrees' | 'easy_seeds')[]
}

export const CHECKING_TITLE = 'How well are we checking?'

/** Null: nothing is of three people or more, and a person's figures are theirs. What is not, of a kind, is said to be too few. */
export function checkingLines(data: CheckingData | null): string[] {
  if (data === null) return ['Not shown yet: too few people have answered check cases in the last half a year.']
  const { seeds, turned_down, doubles, gap, people, warnings } = data
  return [
    seeds.shown === 0
      ? 'Known-wrong cases: too few people have answered any.'
      : `Known-wrong cases caught: ${seeds.caught} of ${seeds.shown}${seeds.shown < ENOUGH ? '' : `, at least ${percent(seeds.at_least)} of such errors, however often you look`}${strataWords(seeds.strata)}.`,
    turned_down.shown === 0 ? '' : `Known-right cases turned down: ${turned_down.wrongly} of ${turned_down.shown}.`,
    ...doubleLines(doubles, gap),
    ...warnings.map((warning) => `⚠️ ${WARNINGS[warning]}`),
    `_Of ${people} people together, half a year back; each figure of three or more. Nobody's own figures are shown here: \`/countersign me\` has one's own._`,
  ].filter((line) => line !== '')
}

const ENOUGH = 20

const WARNINGS: Readonly<Record<CheckingData['warnings'][number], string>> = {
  rubber_stamp:
    'What people see they approve much more often than they would have done the same by themselves: some approvals are habit. Evidence rests on these answers.',
  disagrees:
    'Second opinions say that less is caught than the check cases do: the check cases may be easier than real errors, and what agents have earned may rest on too high a figure.',
  easy_seeds:
    'Hardly any check case is missed, of any kind: they may be easier than real errors. Harder ones come from past errors people call wrong.',
}

function strataWords(strata: CheckingData['seeds']['strata']): string {
  if (strata.length < 2) return ''
  return ` (${strata.map(({ source, shown, caught }) => `${SOURCES[source] ?? say(inWords(source), 40)} ${caught} of ${shown}`).join(', ')})`
}

const SOURCES: Readonly<Record<string, string>> = { past_error: 'past errors', starter: 'cases made wrong' }

function doubleLines(
  { both, first, second, neither, asked, ac1 }: CheckingData['doubles'],
  gap: number | null,
): string[] {
  if (asked === 0) return ['Second opinions: too few people have given any.']
  const agreement = ac1 === null || asked < ENOUGH ? '' : ` Agreement beyond chance (Gwet's AC1): ${ac1.toFixed(2)}.`
  return [
    `Second opinions, blind: ${asked}. Approved and the same unseen ${both} · approved, not the same ${first} · not approved, the same ${second} · neither ${neither}.${agreement}`,
    gap === null || asked < ENOUGH
      ? ''
      : `Approved when seen less the same when blind: ${gap >= 0 ? '+' : ''}${(100 * gap).toFixed(1)} points.`,
  ]
}
