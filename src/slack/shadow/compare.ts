// A click on a case, step by step until nothing is left to ask, and a click on the report.
import { type ComparisonData, comparisonCard, comparisonTitle } from '../../../blocks/shadow/comparison-card.ts'
import { shadowMessage, shadowText } from '../../../blocks/shadow/report-message.ts'
import type { ShadowTarget } from '../../../blocks/target.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { Role } from '../../contracts/policy.ts'
import type { ShadowStore } from '../../ledger/shadow.ts'
import type { TrustStore } from '../../ledger/trust.ts'
import { caseCause } from '../../trust/shadow/begin.ts'
import { foldShadow } from '../../trust/shadow/fold.ts'
import { hear, wrongSeats } from '../../trust/shadow/judge.ts'
import { takeOver } from '../../trust/shadow/take-over.ts'
import type { Reply } from '../respond.ts'
import { comparisonOf } from './comparison-of.ts'

export type Compare = {
  /** What a click on a case leads to: the next thing to ask, or that it is done. */
  choose(target: ShadowTarget, by: string): Promise<Reply>
  takeOver(report: string, by: string): Promise<Reply>
}

const GONE = 'This comparison is over: nothing is known of it any more.'

export function createCompare(parts: {
  shadow: ShadowStore
  trust: TrustStore
  roleOf(userId: string): Promise<Role | null>
  liveVersion(agent: string): Promise<string | null>
  /** Something was said: see whether all is said. */
  wake(): void
  clock: Clock
}): Compare {
  const { shadow, roleOf, wake } = parts
  const toPerson = (text: string): Reply => ({ to: 'person', text })

  async function drawn(target: ShadowTarget, stage: ComparisonData['stage']): Promise<Reply> {
    const test = foldShadow(await shadow.all()).find(({ begun }) => begun.report === target.report)
    const tried = test?.cases.find(({ case: one }) => one.nth === target.nth)
    if (!test || !tried) return toPerson(GONE)
    const shown = comparisonOf(test, tried, await shadow.sealed(caseCause(target.report, target.nth)))
    if (!shown) return toPerson(GONE)
    const isOver = tried.status !== 'open'
    const data = { ...shown, stage: isOver ? ({ at: 'done', by: tried.judged?.by ?? null } as const) : stage }
    return { to: 'message', text: comparisonTitle(data), blocks: comparisonCard(data) }
  }

  return {
    async choose(target, by) {
      const { report, nth, choice, a, b } = target
      const role = await roleOf(by)
      if (role === null || role === 'viewer')
        return toPerson('✋ Not counted: only reviewers, leads and admins compare versions.')
      const missing = wrongSeats(choice).find((seat) => (seat === 'A' ? a : b) === null)
      if (missing !== undefined) return drawn(target, { at: 'grading', by, target, seat: missing })
      const heard = await hear(parts, { report, nth, choice, severity: { A: a, B: b }, by })
      switch (heard.outcome) {
        case 'forbidden':
          return toPerson(`✋ Not counted: ${heard.because}.`)
        case 'unknown':
          return toPerson(GONE)
        case 'counted':
        case 'answered_before':
          wake()
          return drawn(target, { at: 'done', by })
        default:
          return heard satisfies never
      }
    },
    async takeOver(report, by) {
      const taking = await takeOver(parts, { report, by })
      switch (taking.outcome) {
        case 'forbidden':
          return toPerson(`✋ Not done: ${taking.because}.`)
        case 'unknown':
          return toPerson(GONE)
        case 'not_passed':
          return toPerson('✋ Not done: its test has not passed.')
        case 'overtaken':
          return toPerson(
            `✋ Not done: it was compared with ${taking.test.begun.old_version}, and ${taking.live ?? 'no version'} is at work now.`,
          )
        case 'took_over':
        case 'done_before': {
          const { finished, took_over } = taking.test
          if (!finished) return toPerson(GONE)
          const data = { report: finished, inherits: 0, taken: { by: took_over?.by ?? by } }
          return { to: 'message', text: shadowText(data), blocks: shadowMessage(data) }
        }
        default:
          return taking satisfies never
      }
    },
  }
}
