// Questions about one order: found by the name that was used, answered for every order that goes by it, with the way to its card.
import type { AnswerData } from '../../../blocks/answer.ts'
import { numbered } from '../../../blocks/kit/subject.ts'
import { say } from '../../../blocks/kit/text.ts'
import { usd } from '../../../blocks/kit/usd.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { RunState } from '../../workflow/state.ts'
import { findOrders, shopOf } from '../find-order.ts'
import type { Reading } from '../windows/reading.ts'
import type { Asked } from './answer.ts'
import { agentFacts, statusFacts, whoFacts, whyFacts } from './order-facts.ts'
import type { AboutOrder } from './question.ts'

export type AboutOrders = (question: { ask: AboutOrder; order: string | null }, asked: Asked) => Promise<AnswerData>

/** More shops than that share no number by chance. */
const ORDERS = 3
/** Runs of one order that are told of, newest first. */
const RUNS = 4

/** An audit is to look like any other case. */
const MARKS = { live: '', audit: '', practice: 'PRACTICE · ', seed: 'SAMPLE · ', backtest: 'CHECK · ' } as const

export function createAboutOrders(parts: {
  reading: Reading
  ledger: { figures: Pick<Ledger['figures'], 'costOf'>; cards: Pick<Ledger['cards'], 'byRun'> }
  permalink(message: { channel: string; ts: string }): string | null
}): AboutOrders {
  const { reading, ledger, permalink } = parts
  const { queries } = reading.ledger

  return async ({ ask, order }, { audience, run }) => {
    if (order?.includes('@') && audience === 'everybody')
      return said(
        'Others read along here, so I look nobody up by their address. Ask me in a direct message, or type `/order` with it.',
      )
    const entities =
      order === null ? await ofThread(run) : (await findOrders(queries, order)).map(({ entity_id }) => entity_id)
    if (order === null && entities.length === 0) return said('Which order? Name it, as in "why is 1042 on hold?"')
    if (entities.length === 0)
      return said(
        `No order goes by "${say(order ?? '', 60)}". An order that arrived a moment ago may need a few seconds.`,
      )
    const told = await Promise.all(entities.slice(0, ORDERS).map((entity) => tell(ask, entity, entities.length > 1)))
    const [first] = told
    const more =
      entities.length > ORDERS
        ? [`_${entities.length - ORDERS} more orders go by that name: \`/order\` lists them._`]
        : []
    return {
      title: told.length === 1 ? (first?.title ?? '') : '',
      lines: [...told.flatMap(({ title, lines }) => (told.length === 1 ? lines : [`*${title}*`, ...lines])), ...more],
      more: told.length === 1 ? (first?.more ?? '') : '',
    }
  }

  async function ofThread(run: string | null): Promise<string[]> {
    return run === null ? [] : [(await reading.run(run)).entity_id]
  }

  async function tell(ask: AboutOrder, entityId: string, withShop: boolean): Promise<AnswerData> {
    const found = await queries.findRuns({ kind: 'any', value: entityId }, RUNS)
    const states = await Promise.all(found.map(({ run_id }) => reading.run(run_id)))
    const [newest] = states
    const number = numbered(newest?.number ?? '')
    const kinds = new Set(states.map((state) => state.kind))
    const kind = kinds.size === 1 ? MARKS[newest?.kind ?? 'live'] : ''
    return {
      title: `${kind}Order ${say(number, 60)}${withShop ? ` (${say(shopOf(entityId), 80)})` : ''}`,
      lines: await lines(ask, entityId, states),
      more: await links(states, number),
    }
  }

  async function lines(ask: AboutOrder, entityId: string, states: readonly RunState[]): Promise<string[]> {
    const now = reading.clock()
    const each = (facts: (state: RunState) => string[]): string[] => [...new Set(states.flatMap(facts))]
    switch (ask) {
      case 'why': {
        const reasons = states.map((state) => whyFacts(state, now))
        const held = reasons.filter(({ isHeld }) => isHeld).flatMap((reason) => reason.lines)
        return held.length > 0 ? held : ['Nothing holds it.', ...reasons.slice(0, 1).flatMap((reason) => reason.lines)]
      }
      case 'status':
        return each((state) => statusFacts(state, now))
      case 'who':
        return each(whoFacts)
      case 'agent':
        return each(agentFacts)
      case 'cost_of':
        return [costWords(await ledger.figures.costOf(entityId))]
      case 'do':
        return [
          'I look things up here and change nothing. Its card has the buttons; "Send to review" in a message\'s menu asks people to look at it.',
          ...each((state) => statusFacts(state, now)),
        ]
      default:
        return ask satisfies never
    }
  }

  async function links(states: readonly RunState[], number: string): Promise<string> {
    const cards = await Promise.all(states.map(({ run_id }) => ledger.cards.byRun(run_id)))
    const [link] = cards.flatMap((card) =>
      card && card.channel !== null && card.ts !== null
        ? (permalink({ channel: card.channel, ts: card.ts }) ?? [])
        : [],
    )
    const typed = number.slice(1).replaceAll(/[`<>&]/g, '')
    return [link === undefined ? '' : `<${link}|Its card>`, `\`/order ${typed}\` tells the whole story`]
      .filter(Boolean)
      .join(' · ')
  }
}

function said(line: string): AnswerData {
  return { title: '', lines: [line], more: '' }
}

function costWords(amount: number): string {
  return amount === 0
    ? 'No model was paid for it: the rules decided, and that costs 0.'
    : `Models cost ${usd(amount)} for it.`
}
