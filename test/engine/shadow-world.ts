// An installation with versions of fraud_detection on trial beside it, 140 orders that were decided while they thought along, and somebody
// who can be asked to compare.
import type { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { agents } from '../../agents/index.ts'
import { ShadowTarget } from '../../blocks/target.ts'
import { sampleOrder } from '../../dev/shop/shopify-body.ts'
import { actions } from '../../src/actions/registry.ts'
import { createOnTrial, type OnTrial } from '../../src/assembly/on-trial.ts'
import { type AnyAgent, agentKey } from '../../src/contracts/agent.ts'
import type { Scope } from '../../src/contracts/gate.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createLanes } from '../../src/slack/lanes.ts'
import { type Compare, createCompare } from '../../src/slack/shadow/compare.ts'
import { createComparisons } from '../../src/slack/shadow/comparisons.ts'
import { createTrustBook, type TrustBook } from '../../src/trust/book.ts'
import { createAskVersion } from '../../src/trust/shadow/answer.ts'
import { beginShadow } from '../../src/trust/shadow/begin.ts'
import { foldShadow, type ShadowTest } from '../../src/trust/shadow/fold.ts'
import { menuChoicesOf, read } from '../blocks/read.ts'
import { ANA, BEN, createWorld, plainSpec, type World } from './world.ts'

export const LEA = 'U0LEA0001'
export const CASES = 140
/** Customers with this many orders before are the ones the new versions see differently. */
const ODD = 9

/** Holds what the old one lets go, where the customer is odd. */
const versionOf = (version: string, patch: Partial<AnyAgent> = {}): AnyAgent => ({
  ...fraudDetection,
  version,
  rules: (input, context) => {
    const said = fraudDetection.rules(input, context)
    if (input.customer_history.orders !== ODD) return said
    return { ...said, action: 'hold', params: { reason_code: 'velocity' } }
  },
  ...patch,
})
export const better = versionOf('1.9.0')
export const worse = versionOf('1.9.1')
export const broken = versionOf('1.9.2', {
  rules: (input) => {
    // Whatever it does to its input stays its own affair.
    Object.assign(input.order, { number: 'changed', total: null })
    throw new Error('it does not know what to say')
  },
})
const challengers = [better, worse, broken]

export type Posted = { channel: string; text: string; blocks: never[] }

export type ShadowWorld = {
  world: World
  trial: OnTrial
  book: TrustBook
  compare: Compare
  /** What came to the channel. */
  posted: Posted[]
  /** One round of what posts. */
  look(): Promise<number>
  /** Where the old version lets orders go. */
  scope: Scope
  /** One more order, decided. */
  arrives(nth: number): ReturnType<World['runOf']>
  begin(agent: AnyAgent): ReturnType<typeof beginShadow>
  testNow(version: string): Promise<ShadowTest>
  /** Answers a case as somebody would who finds the new version right, or wrong that badly. */
  judge(test: ShadowTest, nth: number, says: 'new' | 'old' | 'both', severity?: number): Promise<string>
}

export async function createShadowWorld(): Promise<ShadowWorld> {
  const posted: Posted[] = []
  let trial: OnTrial | null = null
  const world = await createWorld({
    parts: {
      overhear: (judged) => trial?.overhear(judged),
      agents: new Map([...agents, ...challengers].map((agent) => [agentKey(agent), agent])),
    },
    // Nothing but the agent that is on trial: this is about it alone.
    configuration: (same) => {
      const plan = same.config.plans['order_to_fulfilment'] ?? []
      const plans = { order_to_fulfilment: plan.filter(({ step }) => step === 'fraud_detection') }
      const policy = { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 0 } }
      return { ...same, config: { ...same.config, plans, policy } }
    },
  })
  const { ledger, clock, configuration } = world
  const log = pino({ level: 'silent' })
  const book = createTrustBook({ trust: ledger.trust, rates: configuration.policy.rates, clock })
  const onTrial = createOnTrial({
    ...{ agents, challengers, configuration, ledger, book, clock, log },
    ...{ current: world.parts.current, ask: createAskVersion(null), asksModel: false },
  })
  trial = onTrial
  const roles: Record<string, 'reviewer' | 'lead'> = { [ANA]: 'reviewer', [BEN]: 'reviewer', [LEA]: 'lead' }
  const compare = createCompare({
    ...{ shadow: ledger.shadow, trust: ledger.trust, clock },
    roleOf: async (id) => roles[id] ?? null,
    liveVersion: async (agent) => onTrial.liveVersion(agent),
    wake: () => undefined,
  })
  const client = {
    chat: { postMessage: async (message: Posted) => ({ ok: true, ts: String(posted.push(message)) }) },
  } as unknown as WebClient
  const { look } = createComparisons({
    ...{ shadow: ledger.shadow, handovers: ledger.handovers, book, client, clock, log },
    channelOf: async () => 'C0OPS0001',
    lanes: createLanes({ clock, slackRate: 1_000_000 }),
  })
  const orderOf = (nth: number) =>
    sampleOrder({
      ...plainSpec,
      id: `52220000${String(nth).padStart(5, '0')}`,
      number: String(3_000 + nth),
      lines: [{ sku: 'APP-CAP-GRN', quantity: 1 }],
      history: { ...plainSpec.history, orders: nth % 40 === 0 ? ODD : 4 },
    })
  const orders = Array.from({ length: CASES }, (_, index) => orderOf(index))
  for (const order of orders) world.shop.place(order)
  await world.send(...orders)
  await onTrial.idle()
  const segment = (await ledger.trust.volumes(0))[0]?.segment ?? ''

  return {
    ...{ world, trial: onTrial, book, compare, posted, look },
    scope: { agent: 'fraud_detection', version: fraudDetection.version, action: 'release', segment },
    async arrives(nth) {
      const order = orderOf(nth)
      world.shop.place(order)
      await world.send(order)
      await onTrial.idle()
      return world.runOf(order)
    },
    begin: (agent) =>
      beginShadow(
        {
          ...{ ledger, book, ask: createAskVersion(null), flip: () => Math.random() < 0.5, newId, clock },
          riskOf: (action) => actions[action as keyof typeof actions]?.spec.risk ?? 'D',
        },
        {
          agent,
          old_version: fraudDetection.version,
          old: null,
          known: fraudDetection,
          last: 1_000,
          channel: null,
          by: LEA,
        },
      ),
    async testNow(version) {
      const found = foldShadow(await ledger.shadow.all()).find(({ begun }) => begun.new_version === version)
      if (!found) throw new Error(`no test of ${version}`)
      return found
    },
    async judge(test, nth, says, severity = 1) {
      const one = test.cases[nth - 1]?.case
      const seat = says === 'both' ? 'both' : (one?.old_seat === 'A') === (says === 'old') ? 'A' : 'B'
      let target: ShadowTarget = { report: test.begun.report, nth, choice: seat, a: null, b: null }
      for (let step = 0; step < 3; step += 1) {
        const reply = await compare.choose(target, ANA)
        if (reply.to !== 'message') return reply.text
        const next = menuChoicesOf(reply.blocks, ShadowTarget)[severity - 1]
        if (!next) return read(reply.blocks)
        target = next
      }
      throw new Error('it never stops asking')
    },
  }
}
