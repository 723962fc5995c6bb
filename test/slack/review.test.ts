// /review with everything real: cases step through one window, one tap each, and what is said is what the record holds.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS, FIELDS, VIEWS } from '../../blocks/ids.ts'
import { reviewByScript, textOf } from '../../dev/demo/review-script.ts'
import type { Reviewer } from '../../dev/slack/reviewer.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { howMany } from '../setup/how-many.ts'
import { ANA, BEN, OPS } from './desk.ts'
import { createReviewDesk, type ReviewDesk, type ReviewDeskOptions } from './review-desk.ts'

const CASES = howMany({ usually: 12, inCi: 40 })
let desk: ReviewDesk
vi.setConfig({ testTimeout: 90_000 })
afterEach(() => desk.close())

async function open(count: number, options: ReviewDeskOptions = {}): Promise<void> {
  desk = await createReviewDesk({ orders: count, ...options })
}

async function review(by: Reviewer, filter = ''): Promise<string> {
  await by.command(`/review ${filter}`.trim(), OPS)
  return screen(by, (text) => !text.includes('One moment'))
}

/** What the window says, once it says what is waited for. */
async function screen(by: Reviewer, fits: (text: string) => boolean = () => true): Promise<string> {
  return by.until(
    () => {
      const view = by.view()
      const text = view && textOf(view)
      return text !== undefined && fits(text) ? text : undefined
    },
    { what: 'the next screen' },
  )
}

async function tap(by: Reviewer, action: string, entered?: string): Promise<string> {
  desk.world.pass(SECOND)
  const view = by.view()
  const hash = view?.hash
  expect(await by.click(action, { ...(view ? { view } : {}), ...(entered ? { entered } : {}) })).toEqual({
    status: 'ok',
  })
  return by.until(
    () => {
      const now = by.view()
      return now && now.hash !== hash ? textOf(now) : undefined
    },
    { what: 'the next screen' },
  )
}

const openCount = () => desk.world.ledger.queries.countOpen()
/** Of the order the case is about: the title stands below the line about the last answer. */
const numberIn = (text: string): string =>
  /(?:order|disagree · Order) #(\d+)/i.exec(text.split('\n').find((line) => /\?|disagree/.test(line)) ?? '')?.[1] ?? ''

describe('/review', () => {
  it('steps through the cases, one tap each, and says what became of the last one', async () => {
    await open(3)
    const first = await review(desk.ben)
    expect(first).toMatch(/^1 of 3/)
    expect(first).toContain('Approving')
    desk.world.pass(60_000)
    const second = await tap(desk.ben, ACTIONS.reviewApprove)
    expect(second).toContain(`*#${numberIn(first)}*`)
    expect(second).toContain('2 of 3')
    expect(numberIn(second)).not.toBe(numberIn(first))
    desk.world.pass(60_000)
    const third = await tap(desk.ben, ACTIONS.reviewReject, 'missing_information')
    expect(third).toMatch(/❌ .*: rejected/)
    const { queries } = desk.world.ledger
    expect(await queries.answersBy(BEN, { minute: 0, hour: 0 })).toEqual({ minute: 2, hour: 2 })
  })

  it('ends with a summary, and says so when there is nothing to begin with', async () => {
    await open(1)
    await review(desk.ben)
    desk.world.pass(60_000)
    expect(await tap(desk.ben, ACTIONS.reviewApprove)).toMatch(/1 done in 61 s\*: 1 approved/)
    await desk.ben.close()
    await desk.world.settle()
    expect(await review(desk.ben, 'urgent')).toContain('Nothing to review for "urgent"')
  })

  it('never shows two people the same case, and frees it when the window is closed', async () => {
    await open(2)
    const [bens, anas] = [await review(desk.ben), await review(desk.ana)]
    expect(new Set([numberIn(bens), numberIn(anas)]).size).toBe(2)
    const nothing = await tap(desk.ben, ACTIONS.reviewSkip)
    expect(nothing).toContain(`1 is claimed by <@${ANA}>`)
    await desk.ana.close()
    await desk.ben.close()
    expect(await desk.world.ledger.claims.standing(desk.world.clock())).toEqual([])
    expect(numberIn(await review(desk.ben))).not.toBe('')
  })

  it('shows nothing to somebody who may not decide', async () => {
    await open(1, { settings: { people: { admin: [ANA], lead: [], reviewer: [], viewer: [] } } })
    const text = await review(desk.ben)
    expect(text).toContain(`Only reviewers, leads and admins may do this. Ask <@${ANA}>`)
    expect(text).not.toContain('practice')
  })

  it('explains itself when a filter means nothing, and takes one that means something', async () => {
    await open(2)
    expect(await review(desk.ben, 'bananas')).toContain('No case can be chosen by "bananas"')
    await desk.ben.close()
    expect(await review(desk.ben, 'over 9999999')).toContain('Nothing to review for "over 9999999"')
  })

  it('says who was faster, and goes on', async () => {
    await open(2)
    const first = await review(desk.ben)
    const [one] = await desk.world.ledger.cases
      .open(10)
      .then((all) => all.filter((c) => c.number.includes(numberIn(first))))
    if (!one) throw new Error('the case is not in the record')
    const { run_id, decision_id, revision } = one
    await desk.world.engine.answer({ run_id, decision_id, revision, kind: 'approve', by: ANA })
    const second = await tap(desk.ben, ACTIONS.reviewApprove)
    expect(second).toContain(`<@${ANA}> was faster`)
    expect(second).toContain('Your click changed nothing')
    expect(numberIn(second)).not.toBe(numberIn(first))
  })

  it('counts one press once when a person presses twice', async () => {
    await open(3)
    await review(desk.ben)
    const view = desk.ben.view()
    if (!view) throw new Error('no window')
    const before = await openCount()
    desk.world.pass(SECOND)
    await Promise.all([
      desk.ben.click(ACTIONS.reviewApprove, { view }),
      desk.ben.click(ACTIONS.reviewApprove, { view }),
    ])
    await screen(desk.ben, (text) => text.includes('2 of '))
    expect(await openCount()).toBe(before - 1)
  })

  it('lesson: the second half of a double click lands on the next case and decides nothing', async () => {
    await open(3)
    await review(desk.ben)
    const second = await tap(desk.ben, ACTIONS.reviewApprove)
    const before = await openCount()
    desk.world.pass(400)
    const view = desk.ben.view()
    if (!view) throw new Error('no window')
    await desk.ben.click(ACTIONS.reviewApprove, { view })
    const refused = await screen(desk.ben, (text) => text.includes('before you could see this case'))
    expect(refused).toContain('nothing was decided')
    expect(numberIn(refused)).toBe(numberIn(second))
    expect(await openCount()).toBe(before)
    expect(JSON.stringify(desk.ben.view()?.view.blocks)).toContain(ACTIONS.reviewUndo)
    // Shown again with these words it is no new case: whoever goes on at their own pace is not held up twice.
    desk.world.pass(200)
    await desk.ben.click(ACTIONS.reviewApprove)
    await screen(desk.ben, (text) => text.includes(`*#${numberIn(second)}*: `))
    expect(await openCount()).toBe(before - 1)
  })

  it('is passed on in words, and the next case comes', async () => {
    await open(2)
    const first = await review(desk.ben)
    await desk.ben.click(ACTIONS.more)
    const more = await desk.ben.until(() =>
      desk.ben.view()?.view.blocks.some((block) => JSON.stringify(block).includes(ACTIONS.passOn))
        ? desk.ben.view()
        : undefined,
    )
    await desk.ben.click(ACTIONS.passOn, { view: more })
    const form = await desk.ben.until(() =>
      desk.ben.view()?.view['callback_id'] === VIEWS.pass ? desk.ben.view() : undefined,
    )
    await desk.ben.submit(form, { [FIELDS.passPerson]: ANA })
    await desk.ben.close()
    const next = await screen(desk.ben, (text) => text.includes('Passed to'))
    expect(next).toContain(`Passed to <@${ANA}>.`)
    expect(numberIn(next)).not.toBe(numberIn(first))
  })

  it('asks for words when none of the reasons fits, and goes on when the form closes', async () => {
    await open(2)
    const first = await review(desk.ben)
    await desk.ben.click(ACTIONS.reviewReject, { entered: 'other' })
    const form = await desk.ben.until(() =>
      desk.ben.view()?.view['callback_id'] === VIEWS.reject ? desk.ben.view() : undefined,
    )
    await desk.ben.submit(form, { [FIELDS.rejectReason]: 'other', [FIELDS.rejectNote]: 'The parcel is gone.' })
    const next = await screen(desk.ben, (text) => text.includes('Your answer counted'))
    expect(numberIn(next)).not.toBe(numberIn(first))
  })
})

describe('alike cases', () => {
  it('are approved in one go, without those that are left out, as one piece of evidence', async () => {
    await open(30, { settings: { limits_usd: { reviewer: null, lead: null, admin: null } } })
    await review(desk.ben, 'alike')
    desk.world.pass(60_000)
    await desk.ben.click(ACTIONS.reviewAlike)
    const form = await desk.ben.until(() =>
      desk.ben.view()?.view['callback_id'] === VIEWS.alike ? desk.ben.view() : undefined,
    )
    const listed = (JSON.stringify(form.view.blocks).match(/"value":"[0-9a-f]{64}\d+"/g) ?? []).map((each) =>
      each.slice(9, -1),
    )
    expect(listed.length).toBeGreaterThan(2)
    const [left = '', changed = ''] = listed.slice(-2)
    const at = (id: string) =>
      desk.world.ledger.cases
        .open(100)
        .then((all) => all.find((one) => one.decision_id.replaceAll('-', '') === id.slice(32, 64)))
    desk.world.pass(60_000)
    const one = await at(changed)
    if (!one) throw new Error('a listed case is not open')
    await desk.world.engine.answer({ ...one, kind: 'reject', by: ANA, reason_code: 'wrong_call' })
    expect(await desk.ben.submit(form, { [FIELDS.leaveOut]: [left] })).toEqual({ status: 'ok' })
    const said = await screen(desk.ben, (text) => text.includes('approved'))
    expect(said).toContain(`*${listed.length - 2} approved*`)
    expect(said).toMatch(/1 (answered by somebody else|changed) meanwhile/)
    expect(said).toContain('one piece of evidence')
    expect(await at(left)).toBeDefined()
    const rows = await desk.world.ledger.queries.answersBy(BEN, { minute: 0, hour: 0 })
    expect(rows.hour).toBe(1)
    await desk.ben.close()
    expect(await screen(desk.ben, (text) => /\d+ approved\*/.test(text))).toContain(`${listed.length - 2} approved`)
  })
})

describe('lesson: measuring reviewers', () => {
  it('lesson: an answer faster than anybody can read acts, is no evidence, and its reviewer is told at once', async () => {
    await open(CASES, { above: 10 })
    const outcome = await reviewByScript(desk.local, desk.ben, {
      decisions: CASES,
      channel: OPS,
      think: () => desk.world.pass(SECOND),
    })
    expect(outcome.decisions).toBe(CASES)
    expect(outcome.said_not_evidence).toBe(outcome.approved)
    expect(outcome.api_calls_per_decision).toBeLessThanOrEqual(2)
    expect(outcome.too_soon).toBe(0)
    expect(outcome.rate_limited).toBe(0)
    expect(outcome.open_ms).toBeLessThan(1_000)
  })
})
