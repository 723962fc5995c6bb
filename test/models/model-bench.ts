// What the tests of the model path share: a scripted server, models that talk to it, and what they spent.
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import {
  createModels,
  type JudgeRequest,
  type Models,
  type ModelsOptions,
  type Spend,
} from '../../src/models/models.ts'
import { historyOf, NOW, orderOf } from '../agents/order-fixture.ts'
import { type MessagesServer, startMessagesServer } from './messages-server.ts'

export const INPUT = { order: orderOf(), customer_history: historyOf() }

export const PROPOSAL = {
  action: 'release',
  params: {},
  confidence: 0.93,
  reasons: [{ text: 'Two earlier orders, none charged back', source: 'customer_history' }],
  against: [],
  unchecked: ['The card check results'],
  flags: ['good_history'],
  amount: null,
}

/** 200 x 0.10 + 1,000 x 0.01 + 300 x 0.50, per million. */
export const COST = 0.00018

export type ModelBench = {
  server: MessagesServer
  spends: Spend[]
  now: number
  models(change?: Partial<ModelsOptions>): Models
}

/** Starts the server for the tests of one file; each test begins with nothing received, scripted or spent. */
export function modelBench(): ModelBench {
  let server: MessagesServer
  const bench: ModelBench = {
    get server() {
      return server
    },
    spends: [],
    now: NOW,
    models: (change = {}) =>
      createModels({
        apiKey: 'test-key',
        baseURL: server.url,
        clock: () => bench.now,
        budget: { usdPerDay: () => 1 },
        onSpend: (spend) => bench.spends.push(spend),
        retryAfterMs: 1,
        ...change,
      }),
  }
  beforeAll(async () => {
    server = await startMessagesServer()
  })
  afterAll(() => server.close())
  beforeEach(() => {
    server.reset()
    bench.spends.length = 0
    bench.now = NOW
  })
  return bench
}

let runs = 0

export function request(change: Partial<JudgeRequest> = {}): JudgeRequest {
  runs += 1
  return { agent: fraudDetection, input: INPUT, runId: `run-${runs}`, runVersion: 3, timeoutMs: 10 * SECOND, ...change }
}

/** The code of the failure; fails the test when there is none or it is not an AppError. */
export async function codeOf(judged: Promise<unknown>): Promise<string> {
  const error = await judged.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return (error as AppError).code
}
