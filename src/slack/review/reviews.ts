// One review per window: begin, answer, set aside, undo. Each tap costs one answer and one change of the window.

import type { ModalView } from '@slack/web-api'
import type { LastAnswer } from '../../../blocks/review/case-window.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { Answer, Engine } from '../../engine/engine.ts'
import type { Claims } from '../../ledger/claims.ts'
import { standingAdmins } from '../active-admins.ts'
import { UNCONFIRMED } from '../answer-words.ts'
import type { Attempts } from '../attempts.ts'
import type { CardContext } from '../cards/card-context.ts'
import type { Click } from '../click.ts'
import { mayDecideAtAll, type People } from '../people.ts'
import type { Windows } from '../windows/windows.ts'
import type { CaseLists } from './case-list.ts'
import { lastAnswer } from './last-answer.ts'
import { createLook, type LookSays } from './look.ts'
import { createOnScreen, isTooSoon, TOO_SOON } from './on-screen.ts'
import { isShown, type Picked, type Picking } from './picking.ts'
import type { ReviewClick } from './review-click.ts'
import type { ReviewView } from './review-view.ts'
import { goneWindow, refusedWindow, waitingWindow } from './said-windows.ts'
import { reviewScreen } from './screens.ts'
import { newSession, type Session, setAside, unpackedSession } from './session.ts'
import { type Given, isOver, tallied } from './tally.ts'
import { undoLast } from './undo-last.ts'

type Ack = () => Promise<void>
export type Reviews = {
  /** Opens a window at once and fills it with the first case. False when it was too late. */
  open(click: Pick<Click, 'trigger' | 'view' | 'user'>, filter: string): Promise<boolean>
  /** The same, in a review window that is open already. */
  restart(click: ReviewClick, filter: string, ack: Ack): Promise<void>
  /** Resolves when the next case is shown. The answer is durable before the click is acknowledged. */
  answer(click: ReviewClick, given: Given, ack: Ack): Promise<void>
  /** One of the two steps of a look afterwards. */
  look(click: ReviewClick, says: LookSays, ack: Ack): Promise<void>
  skip(click: ReviewClick, ack: Ack): Promise<void>
  undo(click: ReviewClick, ack: Ack): Promise<void>
  /** True for a review window of this process: forms over it close alone. */
  isOpen(view: string): boolean
  /** The window under a form goes on, once its case asks nothing any more. */
  resume(view: string, user: string, done: Resumed): Promise<void>
  /** The window was closed: nobody is looking any more. */
  closed(user: string): Promise<void>
}

/** `left`: the case is somebody else's now, though it still asks. */
export type Resumed = { last: LastAnswer | null; approved: number; rejected: number; left?: boolean }

export type ReviewParts = {
  engine: Pick<Engine, 'answer' | 'answerAudit' | 'state' | 'stopAction' | 'undoAction'>
  claims: Pick<Claims, 'releaseAll'>
  people: Pick<People, 'decidingRole' | 'inForce' | 'isActive' | 'members'>
  attempts: Attempts
  windows: Pick<Windows, 'openThen'>
  lists: CaseLists
  picking: Picking
  view: ReviewView
  context(): CardContext
  clock: Clock
}

export function createReviews(parts: ReviewParts): Reviews {
  const { engine, claims, people, attempts, windows, lists, picking, view, context, clock } = parts
  const onScreen = createOnScreen()

  async function show(
    at: { id: string; hash?: string },
    shown: { picked: Picked; session: Session; last: LastAnswer | null },
  ): Promise<void> {
    await view.update(at, () => {
      const screen = reviewScreen({ ...shown, context: context() })
      onScreen.put(at.id, screen.session)
      return screen.view
    })
  }

  /** The same case again, as it stands now; the next one when it asks nothing any more. */
  async function stay(click: ReviewClick, session: Session, last: LastAnswer | null): Promise<void> {
    const same = await picking.again(click.user, session)
    const picked = isShown(same) ? same : await picking.next(click.user, session)
    await show(click.view, { picked, session, last })
  }

  async function goOn(
    at: { id: string; hash?: string },
    about: { user: string; session: Session; last: LastAnswer | null; coming?: Promise<Picked> },
  ): Promise<void> {
    const { user, session, last, coming } = about
    const picked = await (coming ?? picking.next(user, session))
    await show(at, { picked, session, last })
  }

  async function ofWindow(click: ReviewClick, ack: Ack): Promise<Session | null> {
    const session = unpackedSession(click.view.metadata)
    if (session) return session
    await ack()
    await view.update(click.view, goneWindow)
    return null
  }

  /** Of a tap that decides something: what comes before its case can have been seen decides nothing. */
  async function ofTap(click: ReviewClick, ack: Ack): Promise<Session | null> {
    const session = await ofWindow(click, ack)
    if (!session || !isTooSoon(session, clock())) return session
    await ack()
    await stay(click, session, { text: TOO_SOON, undo: session.last !== null })
    return null
  }

  return {
    open(click, filter) {
      let session = newSession(filter.slice(0, 200), clock())
      let id: string | null = null
      let isThere: () => void = () => undefined
      // The window itself comes first: whatever the record has to do for its content, nobody waits to see it open.
      const there = new Promise<void>((resolve) => {
        isThere = resolve
      })
      const load = async (): Promise<ModalView> => {
        await there
        lists.changed()
        if (!mayDecideAtAll(await people.decidingRole(click.user))) return refusedWindow(await standingAdmins(people))
        const picked = await picking.next(click.user, session)
        const screen = reviewScreen({ picked, session, last: null, context: context() })
        session = screen.session
        if (id !== null) onScreen.put(id, session)
        return screen.view
      }
      return windows.openThen(click, 'Review', load, (opened) => {
        id = opened
        onScreen.put(opened, session)
        isThere()
      })
    },
    async restart(click, filter, ack) {
      await ack()
      lists.changed()
      const before = unpackedSession(click.view.metadata)
      const session = newSession(filter, clock())
      const last = before?.last ?? null
      await goOn(click.view, { user: click.user, session: { ...session, last }, last: null })
    },
    async answer(click, given, ack) {
      const session = await ofTap(click, ack)
      if (!session) return
      let answer: Answer | null = null
      const tookMs = session.at === null ? null : clock() - session.at
      const work = engine
        .answer({ ...given, by: click.user, ...(session.at === null ? {} : { shown_at: session.at }) })
        .then((counted) => {
          answer = counted
          if (isOver(counted)) lists.answered(given.run_id)
          return { text: '', quiet: true, state: null }
        })
      // The next case is looked up while this one is being answered.
      const coming = picking.next(click.user, session, given.run_id)
      coming.catch(() => undefined)
      const attempt = await attempts.give(work)
      await ack()
      if (attempt.status === 'late') {
        await view.update(click.view, () => waitingWindow(UNCONFIRMED, click.view.metadata))
        const { text } = await attempt.rest
        return after(click, { session, answer, given, tookMs, text, coming, hash: false })
      }
      await after(click, { session, answer, given, tookMs, text: attempt.outcome.text, coming, hash: true })
    },
    look: createLook({
      ...{ engine, attempts, lists, stay },
      ofWindow: ofTap,
      async leave({ view: at, user }, { session, run, last }) {
        await picking.release(run, user)
        await goOn(at, { user, session, last, coming: picking.next(user, session, run) })
      },
    }),
    async skip(click, ack) {
      await ack()
      const session = await ofWindow(click, ack)
      if (!session) return
      const run = session.now?.run
      const next = run === undefined ? session : setAside(session, run)
      const coming = picking.next(click.user, next, run)
      if (run !== undefined) await picking.release(run, click.user)
      await goOn(click.view, { user: click.user, session: next, last: null, coming })
    },
    async undo(click, ack) {
      await ack()
      const session = await ofWindow(click, ack)
      if (!session) return
      const { last, ...rest } = session
      if (last === null) return stay(click, session, { text: 'There is nothing to undo yet.', undo: false })
      const undone = await undoLast(engine, { ...last, by: click.user, now: clock() })
      lists.changed()
      await stay(click, { ...rest, last: undone.undo ? last : null }, undone)
    },
    isOpen: (id) => onScreen.session(id) !== null,
    async resume(id, user, { last, approved, rejected, left = false }) {
      const session = onScreen.session(id)
      if (!session?.now) return
      const { run, decision, revision } = session.now
      const asked = (await engine.state(run))?.decisions[decision]
      const isStill = asked?.status === 'open' && asked.revision === revision
      if (isStill && last === null) return
      lists.changed()
      const counted = { ...session, approved: session.approved + approved, rejected: session.rejected + rejected }
      if (isStill && !left) return show({ id }, { picked: await picking.again(user, counted), session: counted, last })
      const next = isStill ? setAside(counted, run) : counted
      await picking.release(run, user)
      await goOn({ id }, { user, session: next, last, coming: picking.next(user, next, run) })
    },
    closed: (user) => claims.releaseAll(user),
  }

  async function after(
    click: ReviewClick,
    about: {
      session: Session
      answer: Answer | null
      given: Given
      tookMs: number | null
      text: string
      coming: Promise<Picked>
      hash: boolean
    },
  ): Promise<void> {
    const { session, answer, given, tookMs, text, coming, hash } = about
    const at = hash ? click.view : { id: click.view.id }
    const picked = async (): Promise<Picked> => coming
    const giveBack = async (): Promise<void> => {
      const next = await picked()
      if (isShown(next)) await picking.release(next.state.run_id, click.user)
    }
    // Nobody knows what became of it, or it was not what they saw: the same case, as it stands now.
    if (answer === null || answer.outcome === 'stale') {
      await giveBack()
      const last = answer ? lastAnswer({ answer, kind: given.kind, decision: given.decision_id, tookMs }) : null
      return stay(
        { ...click, view: { ...click.view, hash: hash ? click.view.hash : '' } },
        session,
        last ?? { text, undo: false },
      )
    }
    await picking.release(given.run_id, click.user)
    const last = lastAnswer({ answer, kind: given.kind, decision: given.decision_id, tookMs })
    await goOn(at, { user: click.user, session: tallied(session, answer, given), last, coming })
  }
}
