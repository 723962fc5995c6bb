// The refund tool goes wrong: it pays whatever is asked for. Audits find it, the product takes the autonomy back, and cards are there again.
import { SECOND } from '../../../src/contracts/clock.ts'
import type { StoredTrustEvent } from '../../../src/contracts/trust.ts'
import type { Message } from '../../slack/contract.ts'
import { createReviewer } from '../../slack/reviewer.ts'
import { ANA, OPS } from '../people.ts'
import type { Stage } from '../stage.ts'
import { answerAudits } from './auditor.ts'
import type { RefundFlow } from './refund-flow.ts'

/** Requests before the next look, and after it is over. */
const AT_A_TIME = 8
const AFTERWARDS = 3
const MOST = 400

export type Demoted = {
  /** Requests that were paid without being due before it was taken back. */
  after: number
  seconds: number
  audits: number
  wrong: number
  event: Extract<StoredTrustEvent['event'], { type: 'demoted' }>
  notice: Message
  cards_back: number
}

export async function goesBad(
  stage: Stage,
  flow: RefundFlow,
  about: { now: number; pauseMs?: number; hurry?: boolean; onNews?(paid: number): void },
): Promise<Demoted | null> {
  const { now, pauseMs = 0, hurry = false, onNews = () => undefined } = about
  const person = createReviewer(stage.slack, ANA)
  const began = performance.now()
  const audits = { answered: 0, wrong: 0 }
  stage.refundVendor.goBad()
  let paid = 0
  for (let event = await demotion(); paid < MOST; event = await demotion()) {
    if (event) {
      const seconds = Number(((performance.now() - began) / SECOND).toFixed(1))
      const notice = await person.until(
        () => person.messages(OPS).findLast(({ text }) => /lost its autonomy/.test(text)),
        {
          timeoutMs: 20 * SECOND,
          what: 'the notice',
        },
      )
      const numbers = await flow.send(AFTERWARDS, { reason: 'changed_mind', pauseMs })
      await person.until(() => flow.cards(numbers) === AFTERWARDS, { timeoutMs: 20 * SECOND, what: 'the cards' })
      const { answered, wrong } = audits
      return { after: paid, seconds, audits: answered, wrong, event, notice, cards_back: flow.cards(numbers) }
    }
    paid += (await flow.send(AT_A_TIME, { reason: 'changed_mind', pauseMs })).length
    onNews(paid)
    await look()
    const found = await answerAudits(stage)
    audits.answered += found.answered
    audits.wrong += found.wrong
    await look()
  }
  return null

  async function demotion(): Promise<Demoted['event'] | null> {
    const last = (await flow.trust(now)).at(-1)?.event
    return last?.type === 'demoted' ? last : null
  }

  /** The product looks every few seconds by itself; a script that nobody watches does not wait for it. */
  async function look(): Promise<void> {
    if (hurry) await stage.app.lookNow()
    await new Promise((resolve) => setTimeout(resolve, hurry ? SECOND / 2 : 3 * SECOND))
  }
}
