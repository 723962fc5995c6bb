// A version on trial may be slow, fail, or be wrong about its input: the decision it thinks along with never hears of it.
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { fraudDetection } from '../../../agents/fraud-detection.ts'
import type { AnyAgent } from '../../../src/contracts/agent.ts'
import type { Overheard } from '../../../src/engine/parts.ts'
import type { SilentAnswer } from '../../../src/ledger/shadow.ts'
import { type AskVersion, createAskVersion } from '../../../src/trust/shadow/answer.ts'
import { createBeside } from '../../../src/trust/shadow/beside.ts'
import { foldShadow } from '../../../src/trust/shadow/fold.ts'
import { plansAtWork } from '../../../src/trust/shadow/live-versions.ts'
import { versionNews } from '../../../src/trust/shadow/news.ts'
import { planned } from './planned.ts'
import { eventsOf, REPORT, stored } from './sample-test.ts'

const next: AnyAgent = { ...fraudDetection, version: '9.0.0' }
const judged: Overheard = {
  ...{ run_id: REPORT, decision_id: REPORT, agent: 'fraud_detection', live_version: '1.0.0' },
  ...{ input: { order: {}, customer_history: {} }, feedback: [], fingerprint: 'f', timeoutMs: 30 },
}

function beside(ask: AskVersion, { took = 1, agent = next }: { took?: number; agent?: AnyAgent } = {}) {
  const kept: SilentAnswer[] = []
  let watch = 0
  const made = createBeside({
    ...{ challengers: [agent], ask, asksModel: false, clock: () => 5, log: pino({ level: 'silent' }) },
    shadow: { note: async (answer) => void kept.push(answer) },
    stopwatch: () => (watch += took),
  })
  return { ...made, kept }
}

describe('a version beside the one at work', () => {
  it('is asked after the decision, not during it', async () => {
    let isAsked = false
    const { overhear, idle, kept } = beside(async () => {
      isAsked = true
      return { kind: 'nothing' }
    })
    overhear(judged)
    expect(isAsked).toBe(false)
    await idle()
    expect(kept).toMatchObject([
      { version: '9.0.0', live_version: '1.0.0', kind: 'nothing', same: false, sealed: null },
    ])
  })

  it('has its failure written down, and its own time', async () => {
    const failing = beside(createAskVersion(null))
    failing.overhear(judged)
    await failing.idle()
    expect(failing.kept).toMatchObject([{ kind: 'failed', because: expect.stringContaining('cannot read this case') }])
    const silent = beside(() => new Promise(() => undefined))
    silent.overhear(judged)
    await silent.idle()
    expect(silent.kept).toMatchObject([{ kind: 'failed', because: 'it did not answer within 30 ms' }])
  })

  it('is left out when it reads what the other does not, and says so', async () => {
    const greedy = beside(createAskVersion(null), { agent: { ...next, reads: { stock: { max_age_ms: 1 } } } })
    greedy.overhear(judged)
    await greedy.idle()
    expect(greedy.kept).toMatchObject([{ because: 'it reads stock, which the version at work does not' }])
  })

  it('rests once its rules were slow three times in a row', async () => {
    const slow = beside(async () => ({ kind: 'nothing' }), { took: 200 })
    for (let nth = 0; nth < 5; nth += 1) {
      slow.overhear(judged)
      await slow.idle()
    }
    expect(slow.kept).toHaveLength(3)
  })

  it('does not think along with itself, nor with other agents', async () => {
    const alone = beside(async () => ({ kind: 'nothing' }))
    alone.overhear({ ...judged, live_version: '9.0.0' })
    alone.overhear({ ...judged, agent: 'order_routing' })
    await alone.idle()
    expect(alone.kept).toEqual([])
  })
})

const took = { type: 'took_over' as const, report: REPORT, agent: 'fraud_detection', inherits: [] }
const tests = foldShadow(stored([...eventsOf([]), { ...took, version: '9.0.0', from_version: '1.0.0' }]))
const versionIn = (about: Partial<Parameters<typeof plansAtWork>[1]>, steps = [planned()]) =>
  plansAtWork({ main: steps }, { tests, loaded: [next], fixed: new Set(), ...about })['main']?.[0]?.version

describe('the version at work', () => {
  it('is the one that took over, where it is loaded and nobody has fixed another in the topology', () => {
    expect(versionIn({})).toBe('9.0.0')
    expect(versionIn({ loaded: [] })).toBe('1.0.0')
    expect(versionIn({ fixed: new Set(['fraud_detection']) })).toBe('1.0.0')
    expect(versionIn({ tests: [] })).toBe('1.0.0')
  })

  it('stays what the code says once the code is something else', () => {
    expect(versionIn({}, [planned({ version: '2.0.0' })])).toBe('2.0.0')
  })
})

describe('what is said at the start', () => {
  const about = { challengers: [], beside: [], tests: [], book: new Map(), now: 0 }
  const seen = [{ agent: 'fraud_detection', version: '1.0.0', decisions: 800 }]

  it('is that a version is new here and has no report, so that it starts at suggestion', () => {
    const news = versionNews({ ...about, seen, atWork: new Map([['fraud_detection', '1.1.0']]) })
    expect(news).toMatchObject([{ what: 'untested', words: expect.stringContaining('it starts at suggestion') }])
    expect(news[0]?.fix).toContain('npm run shadow -- --agent fraud_detection')
  })

  it('is nothing for a version that decided here before, or came in through its test', () => {
    expect(versionNews({ ...about, seen, atWork: new Map([['fraud_detection', '1.0.0']]) })).toEqual([])
    expect(versionNews({ ...about, seen: [], atWork: new Map([['fraud_detection', '1.1.0']]) })).toEqual([])
    expect(versionNews({ ...about, seen, tests, atWork: new Map([['fraud_detection', '9.0.0']]) })).toEqual([])
  })

  it('is how a version on trial is doing', () => {
    const beside = [
      { agent: next.name, version: '9.0.0', live_version: '1.0.0', said: 214, same: 209, failed: 1, since: 0 },
    ]
    const news = versionNews({
      ...about,
      beside,
      seen,
      challengers: [next],
      atWork: new Map([['fraud_detection', '1.0.0']]),
    })
    expect(news).toMatchObject([
      { what: 'on_trial', words: expect.stringContaining('214 decisions so far, the same answer in 209, none in 1') },
    ])
  })
})
