// A look afterwards inside a review: the first step is kept and the same window goes on with the second one, which shows what the agent did.
import { checkWords } from '../../../blocks/check-card.ts'
import type { LastAnswer } from '../../../blocks/review/case-window.ts'
import type { Engine } from '../../engine/engine.ts'
import { ORPHAN, refused } from '../answer-words.ts'
import type { Attempts } from '../attempts.ts'
import { checkOf } from '../cards/audit-of.ts'
import type { CaseLists } from './case-list.ts'
import type { ReviewClick } from './review-click.ts'
import { type Session, setAside } from './session.ts'

export type LookSays = Omit<Parameters<Engine['answerAudit']>[0], 'by'>

type Ack = () => Promise<void>
type Answered = Awaited<ReturnType<Engine['answerAudit']>>

export function createLook(parts: {
  engine: Pick<Engine, 'answerAudit'>
  attempts: Attempts
  lists: Pick<CaseLists, 'changed'>
  /** Null when the window is none of ours any more, and says so. */
  ofWindow(click: ReviewClick, ack: Ack): Promise<Session | null>
  /** The same case as it stands now, or the next one when it asks nothing any more. */
  stay(click: ReviewClick, session: Session, last: LastAnswer | null): Promise<void>
  /** The next one; this one is given back. */
  leave(click: ReviewClick, about: { session: Session; run: string; last: LastAnswer | null }): Promise<void>
}): (click: ReviewClick, says: LookSays, ack: Ack) => Promise<void> {
  const { engine, attempts, lists, ofWindow, stay, leave } = parts

  return async (click, given, ack) => {
    const session = await ofWindow(click, ack)
    if (!session) return
    let answered: Answered = null
    const work = engine.answerAudit({ ...given, by: click.user }).then((done) => {
      answered = done
      lists.changed()
      return { text: '', quiet: true, state: null }
    })
    const attempt = await attempts.give(work)
    await ack()
    const { text } = attempt.status === 'late' ? await attempt.rest : attempt.outcome
    // Nobody knows what became of it: the same case, as it stands now.
    if (text !== '') return stay(click, session, said(text))
    return shown(click, session, given.run_id, answered)
  }

  function shown(click: ReviewClick, session: Session, run: string, answered: Answered): Promise<void> {
    if (answered === null) return leave(click, { session, run, last: said(ORPHAN) })
    const { outcome, state } = answered
    const check = checkOf(state)
    switch (outcome) {
      case 'forbidden':
        return leave(click, { session: setAside(session, run), run, last: said(refused(answered)) })
      case 'too_late':
        return stay(click, session, said('Not counted: somebody else has begun this one, or you answered it before.'))
      case 'done':
        if (!check) return stay(click, session, null)
        return leave(click, { session: { ...session, looked: session.looked + 1 }, run, last: said(checkWords(check)) })
      default:
        return outcome satisfies never
    }
  }
}

function said(text: string): LastAnswer {
  return { text, undo: false }
}
