// Each person's one message: new when the last is old or somebody was escalated to, changed in place otherwise.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { actionWords } from '../../../blocks/action-words.ts'
import { nudge } from '../../../blocks/nudge.ts'
import type { QuestionRow } from '../../../blocks/question-row.ts'
import { MINUTE, SECOND } from '../../contracts/clock.ts'
import { formatMoney } from '../../contracts/money.ts'
import type { Nudge, NudgeStore } from '../../ledger/nudges.ts'
import type { QuestionRow as StoredQuestion } from '../../ledger/queries/question-rows.ts'
import { alreadySaid, keyed } from '../already-said.ts'
import { CHANGES, type Lanes } from '../lanes.ts'
import { called } from '../slack-call.ts'

/** Within this long a person is notified once, however many questions come due. */
const QUIET_MS = 30 * MINUTE
/** Longer than a call to Slack may take, so that two processes never write to one person at the same time. */
const CLAIM_MS = 30 * SECOND
const MAX_BACKOFF_MS = MINUTE
/** What Slack will not take for this person: somebody must look, and the next reminder tries anew. */
const REFUSED_MS = 10 * MINUTE
const BATCH = 100

export type TellParts = {
  nudges: Pick<NudgeStore, 'behind' | 'claim' | 'waiting' | 'told' | 'failed'>
  client: WebClient
  lanes: Lanes
  permalink(message: { channel: string; ts: string }): string | null
  clock(): number
  log: Logger
}

export function createTell(parts: TellParts): () => Promise<void> {
  const { nudges, client, lanes, permalink, clock, log } = parts
  return async () => {
    for (const userId of await nudges.behind({ now: clock(), limit: BATCH })) {
      if (lanes.posts.wait(userId) > 0 || lanes.changes.wait(CHANGES) > 0) continue
      const now = clock()
      const claimed = await nudges.claim(userId, now, now + CLAIM_MS)
      if (claimed) await turn(claimed)
    }
  }

  async function turn(claimed: Nudge): Promise<void> {
    const now = clock()
    const waiting = await nudges.waiting(claimed.user_id)
    if (waiting.length === 0) return nudges.told(claimed, null)
    const content = nudge({ rows: waiting.map((row) => asRow(row, row.note ?? '')), now })
    const last = lastOf(claimed)
    const isQuiet = last !== null && now - last.posted_at < QUIET_MS && claimed.want_rung <= claimed.have_rung
    if (isQuiet) {
      lanes.changes.take(CHANGES)
      const changed = await called(client.chat.update({ channel: last.channel, ts: last.ts, ...content }))
      // The rung they were notified of stays what it was.
      if (changed.status === 'ok') return nudges.told({ ...claimed, want_rung: claimed.have_rung }, last)
      if (changed.status !== 'gone') return failed(claimed, changed)
    }
    const key = `nudge/${claimed.user_id}/${claimed.have}`
    // Known by the one it follows: sent for an earlier state of things it is the same message, and made true.
    const before =
      claimed.interrupted && last ? await alreadySaid({ ...last, key, after: last.ts }, { client, log }) : null
    if (last && before !== null) {
      lanes.changes.take(CHANGES)
      const made = { channel: last.channel, ts: before }
      const changed = await called(client.chat.update({ ...made, ...content }))
      if (changed.status === 'ok') return nudges.told(claimed, { ...made, posted_at: now })
      if (changed.status !== 'gone') return failed(claimed, changed)
    }
    lanes.posts.take(claimed.user_id)
    const message = { channel: claimed.user_id, unfurl_links: false, ...content, ...keyed(key) }
    const posted = await called(client.chat.postMessage(message))
    if (posted.status !== 'ok') return failed(claimed, posted)
    const { channel = claimed.user_id, ts = '' } = posted.result
    await nudges.told(claimed, { channel, ts, posted_at: now })
  }

  async function failed(
    claimed: Nudge,
    why: Exclude<Awaited<ReturnType<typeof called>>, { status: 'ok' }>,
  ): Promise<void> {
    const backoff = Math.min(MAX_BACKOFF_MS, SECOND * 2 ** Math.min(claimed.attempts, 10))
    switch (why.status) {
      case 'rate_limited':
        return nudges.failed(claimed.user_id, 'Slack asked us to slow down', clock() + why.waitMs)
      case 'unreachable':
        return nudges.failed(claimed.user_id, why.because, clock() + backoff)
      case 'channel':
      case 'bad_blocks':
      case 'gone': {
        const because = why.status === 'channel' ? why.code : why.status
        log.error({ userId: claimed.user_id, because }, 'a person could not be reminded')
        return nudges.failed(claimed.user_id, because, clock() + REFUSED_MS)
      }
      default:
        return why satisfies never
    }
  }

  function asRow(row: StoredQuestion, note: string): QuestionRow {
    return asQuestionRow(row, { note, permalink })
  }
}

export function asQuestionRow(
  { run_id, action, number, amount, deadline, message }: StoredQuestion,
  { note, permalink }: { note: string; permalink: TellParts['permalink'] },
): QuestionRow {
  return {
    run: run_id,
    ask: actionWords(action, number).ask,
    amount: amount && formatMoney(amount),
    deadline,
    link: message && permalink(message),
    note,
  }
}

function lastOf({ channel, ts, posted_at }: Nudge): { channel: string; ts: string; posted_at: number } | null {
  return channel === null || ts === null || posted_at === null ? null : { channel, ts, posted_at }
}
