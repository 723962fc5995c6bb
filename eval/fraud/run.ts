// npm run eval -- fraud --data DIR: labelled orders in time order through decision, gate, review, promotion, audit and demotion.
import { join } from 'node:path'
import { problemsError, readConfigFile } from '../../src/assembly/config-file.ts'
import { systemClock } from '../../src/contracts/clock.ts'
import { Policy } from '../../src/contracts/policy.ts'
import type { Output } from '../gate/run.ts'
import { PEOPLE_ASSUMPTIONS } from '../stream/people.ts'
import { readArguments } from './arguments.ts'
import { actionFigures, changes, ended, middleOf } from './figures.ts'
import { type Judge, judgesOf } from './judges.ts'
import { linesOf } from './lines.ts'
import { naive } from './naive.ts'
import { type LabelledOrder, readOrders } from './orders.ts'
import { halves, slices } from './over-time.ts'
import { report } from './report.ts'
import { type Attack, attackIn, delaysAfter, injectedShift } from './shift.ts'
import { SURVEY_EVERY, stream } from './stream.ts'

const CONFIG = join(import.meta.dirname, '../../config')

const ASSUMPTIONS = [
  ...PEOPLE_ASSUMPTIONS,
  'a lead grants what is offered as soon as a survey shows it, without a cap',
  `surveys recompute every scope from every row: once a simulated day, and not before ${SURVEY_EVERY.orders} further orders; the keeper looks then, after every audit that found something wrong and after every chargeback`,
  'known-wrong seeds are drawn by the product’s lot, without its pauses under a backlog or near a deadline',
  'no market is known; values count as US dollars; cards are never passed on, edited or answered in bulk',
]

export type AgentReport = Awaited<ReturnType<typeof measure>>
export type FraudReport = {
  command: 'fraud'
  /** Whether the production agent reaches every line. */
  ok: boolean
  /** Agents that do. */
  reached_by: string[]
  seed: number
  catch_rate: number
  orders: number
  frauds: number
  seconds: number
  attack: (Omit<Attack, 'from' | 'to'> & { from: string; to: string }) | null
  assumptions: string[]
  agents: AgentReport[]
}

/** The exit code: 0 when the production agent reaches every line. */
export async function runFraud(argv: readonly string[], { result, progress }: Output): Promise<number> {
  const options = readArguments(argv)
  const policy = readConfigFile(CONFIG, 'policy.yml', Policy)
  if (!policy.value) throw problemsError(policy.problems)
  const began = systemClock()
  const seconds = () => (systemClock() - began) / 1000
  const orders = readOrders(options.file, options.rows)
  const attack = attackIn(orders)
  const agents: AgentReport[] = []
  for (const judge of judgesOf(orders, options.train)) {
    agents.push(await measure({ judge, orders, attack, policy: policy.value, ...options }))
    progress(`${judge.agent.name}: ${orders.length - judge.trainedOn} orders (${seconds().toFixed(1)} s)`)
  }
  const iso = (at: number) => new Date(at).toISOString()
  const found: FraudReport = {
    command: 'fraud',
    ok: agents[0]?.ok ?? false,
    reached_by: agents.filter(({ ok }) => ok).map(({ agent }) => agent),
    ...{ seed: options.seed, catch_rate: options.catchRate, orders: orders.length },
    frauds: orders.filter(({ is_fraud }) => is_fraud).length,
    seconds: seconds(),
    attack: attack && { ...attack, from: iso(attack.from), to: iso(attack.to) },
    assumptions: ASSUMPTIONS,
    agents,
  }
  result(options.json ? JSON.stringify(found) : report(found))
  return found.ok ? 0 : 1
}

type Measured = {
  judge: Judge
  orders: readonly LabelledOrder[]
  attack: Attack | null
  policy: Policy
  catchRate: number
  seed: number
}

async function measure({ judge, orders, attack, policy, catchRate, seed }: Measured) {
  const options = { judge, orders, policy, catchRate, seed }
  const streamed = await stream(options)
  const { judgements } = streamed
  const middle = middleOf(orders)
  const actions = await actionFigures(streamed, middle)
  const hasHeldAlone = actions.some(({ action, alone }) => action === 'hold' && alone.n > 0)
  const lines = linesOf(actions)
  return {
    ...{ agent: judge.agent.name, version: judge.agent.version, about: judge.about, trained_on: judge.trainedOn },
    ...{ orders: judgements.length, frauds: judgements.filter(({ is_fraud }) => is_fraud).length },
    ok: lines.every(({ ok }) => ok),
    lines,
    actions,
    together: ended(judgements),
    halves: halves(judgements, middle),
    slices: slices(judgements),
    changes: await changes(streamed),
    attack_ends: attack && (await delaysAfter(streamed, attack.to)),
    injected_shift: hasHeldAlone ? await injectedShift(options) : null,
    naive: naive({ judgements, catchRate, seed, agent: judge.agent.name }),
  }
}
