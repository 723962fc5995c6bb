// The app was mentioned in a card's thread: a wish about the draft on the card, answered like "Request changes" in its form.
import type { KnownBlock } from '@slack/web-api'
import { z } from 'zod'
import { actionWords } from '../../../../blocks/action-words.ts'
import { WISH_MAX } from '../../../../blocks/changes-modal.ts'
import { whichDraft } from '../../../../blocks/which-draft.ts'
import { SECOND } from '../../../contracts/clock.ts'
import { type DecisionState, openDecisions, type RunState } from '../../../workflow/state.ts'
import { answered } from '../../answer-words.ts'
import { targetOf } from '../../cards/conflict-of.ts'
import { isConversational } from '../../cards/draft-of.ts'
import { called } from '../../slack-call.ts'
import { unescaped } from '../commands/command-call.ts'
import type { Surface } from '../surface.ts'

export type WishParts = Pick<Surface, 'engine' | 'reading' | 'attempts' | 'client' | 'log'>

const Mention = z.object({
  event: z.object({
    user: z.string(),
    text: z.string(),
    ts: z.string(),
    channel: z.string(),
    thread_ts: z.string(),
  }),
  authorizations: z.array(z.object({ user_id: z.string() })).default([]),
})
type Said = z.infer<typeof Mention>['event']

/** Questions about the order are no wishes about its draft. */
const ASKS = /^(why|what|when|who|where|how|which|is|are|does|did)\b.*\?\s*$/is

/** True when it was one, whatever came of it. */
export async function takenAsWish(parts: WishParts, body: unknown): Promise<boolean> {
  const mention = Mention.safeParse(body)
  if (!mention.success) return false
  const { event, authorizations } = mention.data
  const wish = wishIn(event.text, authorizations[0]?.user_id)
  const card = await parts.reading.ledger.cards.byMessage({ channel: event.channel, ts: event.thread_ts })
  if (!card || wish === '' || ASKS.test(wish)) return false
  const state = await parts.reading.run(card.run_id)
  const drafts = openDecisions(state).filter(({ record }) => isConversational(state, record))
  const [draft] = drafts
  if (!draft)
    return isBeingRevised(state) && tell(parts, event, 'A new version is being made. Say it again when it is here.')
  if (drafts.length > 1)
    return tell(parts, event, 'Which draft should change?', whichDraft(drafts.map((each) => openDraft(state, each))))
  if (wish.length > WISH_MAX) return tell(parts, event, `That is too long: at most ${WISH_MAX} characters.`)
  const heard = beforeThisVersion(state, draft, event, wish)
  if (heard === 'heard') return true
  if (heard === 'late')
    return tell(
      parts,
      event,
      'Nothing was sent back: a new version came while you wrote. Look at it, then say it again.',
    )
  const { decision_id, revision } = draft
  const request = { run_id: state.run_id, decision_id, revision, kind: 'request_changes' as const, by: event.user }
  const given = await parts.attempts.give(parts.engine.answer({ ...request, note: wish }).then(answered))
  // What counted is told by the thread itself.
  const place = {
    tell: async (text: string) => void (await tell(parts, event, text)),
    show: async () => true,
  }
  await parts.attempts.settle(given, place)
  return true
}

/** What was said without the mention itself. */
function wishIn(text: string, botId: string | undefined): string {
  const mention = botId === undefined ? /<@[UW][A-Z0-9]+(\|[^>]*)?>/ : new RegExp(`<@${botId}(\\|[^>]*)?>`, 'g')
  return unescaped(text.replace(mention, ' '))
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
}

/** Slack may deliver one mention twice, and people write while a new version comes: a wish is about what stood there then. */
function beforeThisVersion(state: RunState, { step, opened_at }: DecisionState, { user, ts }: Said, wish: string) {
  if (Number(ts) * SECOND >= opened_at) return 'now'
  const { feedback = [] } = state.steps[step] ?? {}
  return feedback.some(({ by, note }) => by === user && note === wish) ? 'heard' : 'late'
}

function isBeingRevised({ steps }: RunState): boolean {
  return Object.values(steps).some(({ revising }) => revising !== null)
}

function openDraft(state: RunState, decision: DecisionState) {
  const { ask } = actionWords(decision.record.decision, state.number)
  return { ask, agent: decision.record.agent, target: targetOf(state, decision) }
}

/** In the thread, to the person alone; to everybody there when that does not work. */
async function tell({ client, log }: WishParts, said: Said, text: string, blocks?: KnownBlock[]): Promise<true> {
  const { channel, user, thread_ts } = said
  const content = { channel, thread_ts, text, ...(blocks ? { blocks } : {}) }
  const alone = await called(client.chat.postEphemeral({ ...content, user }))
  if (alone.status === 'ok') return true
  const sent = await called(client.chat.postMessage(content))
  if (sent.status !== 'ok') log.warn({ reason: sent }, 'a wish in a thread could not be answered')
  return true
}
