// Begins a test: past decisions of the old version through the new one on the same inputs. Where they say the same nobody needs to look;
// what differs becomes cases, their sides drawn by lot. Written down in full before anybody sees the first of them.
import { fewestCases } from '../../autonomy/margin-power.ts'
import type { Risk } from '../../contracts/action.ts'
import type { AnyAgent } from '../../contracts/agent.ts'
import { AppError } from '../../contracts/app-error.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { NewId } from '../../contracts/ids.ts'
import type { Json, JsonObject } from '../../contracts/json.ts'
import type { ShadowBegun, ShadowCase } from '../../contracts/shadow.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Book } from '../grants.ts'
import { type Answer, type AskVersion, answered, isSame } from './answer.ts'
import { type Compared, replay } from './compare.ts'
import { foldShadow, isComplete, type ShadowTest } from './fold.ts'
import { marginsFor } from './margins.ts'
import { canPass, noAnswerOf, unanswered } from './no-answers.ts'

export type BeginParts = {
  ledger: Pick<Ledger, 'load' | 'shadow'>
  book: { now(): Promise<Book> }
  riskOf(action: string): Risk
  ask: AskVersion
  /** One fair coin per case. */
  flip(): boolean
  newId: NewId
  clock: Clock
}

export type BeginAsked = {
  agent: AnyAgent
  old_version: string
  /** Judges in place of what the record says the old version said. */
  old: AnyAgent | null
  /** The old version as it is loaded, asked only to see whether the inputs are all there. */
  known: AnyAgent | null
  last: number
  channel: string | null
  by: string
}

/** Past errors beyond this many are enough of them. */
const GOLDEN = 500

/** The test there is of this version, or a new one. Throws `shadow.*` where nothing could come of it. */
export async function beginShadow(
  parts: BeginParts,
  asked: BeginAsked,
): Promise<{ test: ShadowTest; replayed: Replayed | null }> {
  const { ledger, book, riskOf, newId, clock } = parts
  const { agent, old_version, last, channel, by } = asked
  const known = testOf(foldShadow(await ledger.shadow.all()), agent)
  if (known) return { test: known, replayed: null }
  const wanted = await ledger.shadow.decisions({ agent: agent.name, version: old_version, limit: last })
  const inSample = new Set(wanted.map(({ decision_id }) => decision_id))
  const wrong = await ledger.shadow.knownWrong(agent.name, GOLDEN)
  const before = wrong.filter(({ decision_id }) => !inSample.has(decision_id))
  const compared = await replay(parts, { ...asked, decisions: [...wanted, ...before] })
  const sample = compared.ready.filter(({ frozen }) => inSample.has(frozen.decision_id))
  const isWrong = new Set(wrong.map(({ decision_id }) => decision_id))
  const granted = [...(await book.now()).values()].flatMap(({ scope, grant }) =>
    scope.agent === agent.name && scope.version === old_version && grant && grant.expires_at > clock()
      ? scope.action
      : [],
  )
  const seen = [...new Set(sample.flatMap(actionsOf))]
  const { margins, margin, judges_all } = marginsFor(seen, { riskOf, granted: [...new Set(granted)] })
  const fewest = fewestCases(margin)
  if (sample.length < fewest) throw tooFew({ asked, found: sample.length, fewest, compared })
  const shown = compared.ready.filter((each) => each.now.kind !== 'failed' && (judges_all || !isSameAnswer(each)))
  const report = newId()
  const begun: ShadowBegun = {
    ...{ type: 'begun', report, agent: agent.name, old_version, new_version: agent.version, channel },
    cases: sample.length,
    same: sample.filter(isSameAnswer).length,
    failed: sample.filter(({ now }) => now.kind === 'failed').length,
    no_answer: noAnswerOf(sample.map(({ now }) => now)),
    unfrozen: wanted.length - sample.length,
    golden: {
      known: compared.ready.filter(({ frozen }) => isWrong.has(frozen.decision_id)).length,
      repeated: compared.ready.filter((each) => isWrong.has(each.frozen.decision_id) && isSameAnswer(each)).length,
    },
    actions: Object.fromEntries(
      seen.map((action) => {
        const own = sample.filter((each) => actionsOf(each).includes(action))
        return [action, { cases: own.length, failed: own.filter(({ now }) => now.kind === 'failed').length }] as const
      }),
    ),
    ...{ margins, margin, judges_all, cards: shown.length },
  }
  if (begun.failed > 0 && !canPass(begun)) throw unanswered(begun)
  const at = clock()
  // One test per version: asking again until it passes is not a test.
  const isFirst = await ledger.shadow.append(begun, { by, at, cause: `begun/${agent.name}/${agent.version}` })
  if (!isFirst) throw new AppError('shadow.begun', 'somebody else has begun this test at the same moment: run it again')
  for (const [index, each] of shown.entries()) {
    const { event, sealed } = caseOf(each, { parts, report, nth: index + 1, inSample, isWrong })
    const told = { by, at, cause: caseCause(report, event.nth), run_id: event.run_id, sealed }
    await ledger.shadow.append(event, told)
  }
  const test = testOf(foldShadow(await ledger.shadow.all()), agent)
  if (!test || !isComplete(test)) throw new AppError('shadow.begun', 'the test could not be written down in full')
  return { test, replayed: compared }
}

export type Replayed = Compared

/** The name under which a case, and what its card shows, is kept. */
export function caseCause(report: string, nth: number): string {
  return `case/${report}/${nth}`
}

export function testOf(
  tests: readonly ShadowTest[],
  { name, version }: Pick<AnyAgent, 'name' | 'version'>,
): ShadowTest | null {
  return tests.findLast(({ begun }) => begun.agent === name && begun.new_version === version) ?? null
}

type Ready = Compared['ready'][number]

function isSameAnswer({ then, now }: Ready): boolean {
  return now.kind !== 'failed' && isSame(answered(then), answered(now))
}

function actionsOf({ then, now }: Ready): string[] {
  return [then, now].flatMap((answer) => (answer.kind === 'proposed' ? answer.proposal.action : []))
}

function caseOf(
  { frozen, then, now }: Ready,
  about: { parts: BeginParts; report: string; nth: number; inSample: Set<string>; isWrong: Set<string> },
): { event: ShadowCase; sealed: JsonObject } {
  const { parts, report, nth, inSample, isWrong } = about
  if (now.kind === 'failed') throw new AppError('shadow.case', 'a case without an answer is shown to nobody')
  const old_seat = parts.flip() ? 'A' : 'B'
  const [a, b] = old_seat === 'A' ? [then, now] : [now, then]
  const { decision_id, run_id, number, order, facts } = frozen
  return {
    event: {
      ...{ type: 'case', report, nth, decision_id, run_id, number },
      sample: inSample.has(decision_id),
      golden: isWrong.has(decision_id),
      same: isSame(answered(then), answered(now)),
      ...{ old_seat, old: answered(then), new: answered(now) },
    },
    sealed: { order: order as Json, facts: facts as Json, A: shownAs(a), B: shownAs(b) },
  }
}

/** What would be done. Not why: the way a version argues would give it away. */
function shownAs(answer: Exclude<Answer, { kind: 'failed' }>): Json {
  return answer.kind === 'nothing' ? null : (answer.proposal as Json)
}

function tooFew(about: { asked: BeginAsked; found: number; fewest: number; compared: Compared }): AppError {
  const { asked, found, fewest, compared } = about
  const lost =
    compared.unknown > 0 ? ` (${compared.unknown} more are not in the record as they were: ${compared.because})` : ''
  return new AppError(
    'shadow.too_few',
    `${asked.agent.name} ${asked.old_version} has ${found} decisions that can be replayed${lost}; with fewer than ${fewest} no version could pass. Let ${asked.agent.version} run beside it for longer, or start it at suggestion.`,
  )
}
