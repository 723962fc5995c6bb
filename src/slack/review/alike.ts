// Alike cases in one go: what was listed and not left out is answered one by one, each by the same rules as a single tap.
import type { ModalView } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { FIELDS } from '../../../blocks/ids.ts'
import { count, listed } from '../../../blocks/kit/text.ts'
import { noticeModal } from '../../../blocks/notice-modal.ts'
import type { DecisionTarget } from '../../../blocks/target.ts'
import { unpacked } from '../../../blocks/target.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { NewId } from '../../contracts/ids.ts'
import type { Answer, Engine } from '../../engine/engine.ts'
import type { CardContext } from '../cards/card-context.ts'
import type { CaseLists } from './case-list.ts'
import type { AlikeForm } from './review-click.ts'
import type { ReviewView } from './review-view.ts'
import type { Reviews } from './reviews.ts'
import { alikeScreen, alikeWith, readAlikeId } from './screens.ts'

const AT_ONCE = 8
const Metadata = z.object({ at: z.number() })

export type Alike = {
  /** The list of everything alike with one case, for a window over it. */
  load(target: DecisionTarget, user: string): Promise<ModalView>
  /** Resolves when everything is answered and the window says what became of it. */
  approve(form: AlikeForm, ack: (response: unknown) => Promise<void>): Promise<void>
}

type Tally = { approved: number; unproven: number; rest: Map<string, number> }

export function createAlike(parts: {
  engine: Pick<Engine, 'answer' | 'state'>
  lists: CaseLists
  view: ReviewView
  reviews: Pick<Reviews, 'resume'>
  context(): CardContext
  newId: NewId
  clock: Clock
  log: Logger
}): Alike {
  const { engine, lists, view, reviews, context, newId, clock, log } = parts

  async function answerAll(form: AlikeForm, at: number): Promise<Tally> {
    const out = new Set(chosen(form))
    const ids = offered(form).filter((id) => !out.has(id))
    const bulk = newId()
    const tally: Tally = { approved: 0, unproven: 0, rest: new Map() }
    for (let from = 0; from < ids.length; from += AT_ONCE)
      await Promise.all(
        ids.slice(from, from + AT_ONCE).map(async (id) => {
          const target = readAlikeId(id)
          if (!target) return
          const { run, decision, revision } = target
          const request = { run_id: run, decision_id: decision, revision, kind: 'approve' as const, by: form.user }
          const answer = await engine.answer({ ...request, shown_at: at, bulk }).catch((error: unknown) => {
            log.error({ err: error, runId: run }, 'one of several alike cases could not be answered')
            return null
          })
          add(tally, answer)
        }),
      )
    return tally
  }

  return {
    async load(target, user) {
      lists.changed()
      const [listing, state] = await Promise.all([lists.list(user, ''), engine.state(target.run)])
      const same = listing.status === 'ok' ? (alikeWith(listing.list, target.decision)[1] ?? []) : []
      const asked = state?.decisions[target.decision]
      const claimed = new Set(listing.status === 'ok' ? listing.list.claimed.map(({ run_id }) => run_id) : [])
      const first = same.filter(({ decision_id }) => decision_id === target.decision)
      const cases = [...first, ...same.filter((one) => !first.includes(one) && !claimed.has(one.run_id))]
      if (!state || asked?.status !== 'open' || cases.length < 2)
        return noticeModal('Alike cases', ['No other case is alike any more. Close this and go on one by one.'])
      return alikeScreen({ cases, state, asked, context: context(), metadata: JSON.stringify({ at: clock() }) })
    },
    async approve(form, ack) {
      const shown = unpacked(Metadata, form.view.private_metadata)
      const working = noticeModal('Alike cases', ['⏳ Answering them one by one …'])
      await ack({ response_action: 'update', view: working })
      if (!shown) return
      const tally = await answerAll(form, shown.at)
      lists.changed()
      const text = tallyWords(tally)
      await view.update({ id: form.view.id }, () => noticeModal('Alike cases', [text, 'Close this to go on.']))
      const last = { text, undo: false }
      await reviews.resume(form.view.root_view_id, form.user, { last, approved: tally.approved, rejected: 0 })
    },
  }
}

/** What the form listed: nothing is approved that its person did not see. */
function offered({ view }: AlikeForm): string[] {
  const block = view.blocks.find(({ block_id }) => block_id === FIELDS.leaveOut)
  const element = z.object({ options: z.array(z.object({ value: z.string() })) }).safeParse(block?.['element'])
  return element.success ? element.data.options.map(({ value }) => value) : []
}

function chosen({ view }: AlikeForm): string[] {
  const entered = view.state.values[FIELDS.leaveOut]?.[FIELDS.leaveOut]
  const parsed = z.object({ selected_options: z.array(z.object({ value: z.string() })) }).safeParse(entered)
  return parsed.success ? parsed.data.selected_options.map(({ value }) => value) : []
}

function add(tally: Tally, answer: Answer | null): void {
  if (answer?.outcome === 'counted' && answer.status !== 'open') {
    tally.approved += 1
    if (answer.weight !== 'evidence') tally.unproven += 1
    return
  }
  const why = answer === null ? 'could not be recorded' : (WHY[answer.outcome] ?? 'changed meanwhile')
  tally.rest.set(why, (tally.rest.get(why) ?? 0) + 1)
}

const WHY: Readonly<Partial<Record<Answer['outcome'], string>>> = {
  counted: 'waiting for a second person',
  forbidden: 'above your limit, or not yours to decide',
  already: 'answered by somebody else meanwhile',
  expired: 'run out meanwhile',
  unknown: 'gone from the record',
}

/** "38 approved, 2 above your limit, 1 changed meanwhile." */
function tallyWords({ approved, unproven, rest }: Tally): string {
  const parts = [`*${approved} approved*`, ...[...rest].map(([why, n]) => `${n} ${why}`)]
  const evidence =
    unproven === approved
      ? 'Counted as done, not as evidence: answered faster than anybody can read, or too many within the hour.'
      : 'Together they count as one piece of evidence: they share one cause.'
  return approved === 0
    ? `${listed(parts)}.`
    : `${listed(parts)}. ${approved === 1 ? `${count(1, 'case')} by itself.` : evidence}`
}
