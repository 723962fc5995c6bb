// "While I am away, X decides": who may say so, what is kept, and what to tell everybody it concerns.
import type { WebClient } from '@slack/web-api'
import { mention } from '../../blocks/kit/text.ts'
import { dayAndTime } from '../../blocks/kit/when.ts'
import type { Clock } from '../contracts/clock.ts'
import { awayKey, RELEASED, standsInFor } from '../contracts/settings.ts'
import type { SettingsStore } from '../ledger/ledger.ts'
import { mayDecideAtAll, type People } from './people.ts'
import { called } from './slack-call.ts'

export type Absences = {
  /** Each returns what to say to `by`. For somebody else than oneself only as admin. */
  begin(absence: { by: string; absent: string; to: string; until: number }): Promise<string>
  end(absence: { by: string; absent: string }): Promise<string>
  show(userId: string): Promise<string>
}

export function createAbsences(parts: {
  client: WebClient
  people: People
  settings: Pick<SettingsStore, 'put'>
  clock: Clock
}): Absences {
  const { client, people, settings, clock } = parts

  async function refusal(by: string, absent: string): Promise<string | null> {
    if (by === absent || (await people.role(by, 'now')) === 'admin') return null
    const { admin } = (await people.inForce()).people
    return `✋ Only ${mention(absent)} or an admin may do this: ${admin.map(mention).join(', ') || 'nobody yet, see the Home tab'}.`
  }

  async function whyNot({ by, absent, to }: { by: string; absent: string; to: string }): Promise<string | null> {
    const refused = await refusal(by, absent)
    if (refused !== null) return refused
    if (to === absent) return 'Nobody takes their own place: name somebody else.'
    if (!(await people.isActive(to)))
      return `${mention(to)} cannot decide: guests, bots and deactivated people never do.`
    if (mayDecideAtAll(await people.role(absent))) return null
    return `${by === absent ? 'You decide' : `${mention(absent)} decides`} nothing, so there is nothing to hand over.`
  }

  return {
    async begin({ by, absent, to, until }) {
      const because = await whyNot({ by, absent, to })
      if (because !== null) return because
      const now = clock()
      await settings.put(awayKey(absent), { to, until, set_at: now }, by, now)
      const sent = await called(
        client.chat.postMessage({
          channel: to,
          text: `🧳 ${mention(absent)} is away until ${dayAndTime(until)}. Until then you may decide what they may. \`/countersign away\` shows it.`,
        }),
      )
      const their = (await people.inForce()).away[to]
      const your = by === absent ? 'your' : `${mention(absent)}'s`
      return [
        `🧳 Until ${dayAndTime(until)} ${mention(to)} takes ${your} place: what ${by === absent ? 'you' : 'they'} may decide, ${mention(to)} may too, in ${your} name.`,
        sent.status === 'ok' ? '' : `${mention(to)} could not be told: please tell them.`,
        their && now < their.until
          ? `⚠️ ${mention(to)} is away too, until ${dayAndTime(their.until)}; this is not handed on to ${mention(their.to)}.`
          : '',
        `\`/countersign away${by === absent ? '' : ' @name'} off\` ends it.`,
      ]
        .filter((sentence) => sentence !== '')
        .join(' ')
    },
    async end({ by, absent }) {
      const refused = await refusal(by, absent)
      if (refused !== null) return refused
      const now = clock()
      const absence = (await people.inForce()).away[absent]
      const your = by === absent ? 'your' : `${mention(absent)}'s`
      if (!absence || absence.until <= now) return `Nobody takes ${your} place at the moment.`
      await settings.put(awayKey(absent), RELEASED, by, now)
      return `Welcome back: ${mention(absence.to)} does not take ${your} place any more.`
    },
    async show(userId) {
      const { away } = await people.inForce()
      const now = clock()
      const own = away[userId]
      const lent = standsInFor(userId, away, now).map(
        (absent) => `You take the place of ${mention(absent)} until ${dayAndTime(away[absent]?.until ?? now)}.`,
      )
      return [
        own && now < own.until
          ? `🧳 ${mention(own.to)} takes your place until ${dayAndTime(own.until)}.`
          : 'Nobody takes your place.',
        ...lent,
      ].join(' ')
    },
  }
}
