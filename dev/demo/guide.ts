// The side guide: eight steps that tell one story. Each is done when it was really done, and can be skipped.
import type { WireEvent } from '../../src/contracts/event.ts'
import type { Guide, GuideStep } from '../page/demo-contract.ts'
import { ANA, BEN, OPS } from './people.ts'

export type GuideId = 'decide' | 'edit' | 'second' | 'ask' | 'quiet' | 'cancel' | 'monday' | 'bad'

export type GuideBook = {
  page(): Guide
  mark(id: GuideId): boolean
  /** What has happened since, in the place of what a step says. */
  say(id: GuideId, text: string): void
  /** Notices in published events what a person has done. */
  notice(events: readonly WireEvent[]): boolean
}

type Step = Omit<GuideStep, 'done' | 'id'> & { id: GuideId }

const STEPS: readonly Step[] = [
  {
    id: 'decide',
    title: 'Two agents disagree',
    text: 'It is the evening before 11.11. Fraud would hold #1042 (HK$ 5,480), fulfilment would ship it. Until tonight both would simply have acted. Read the card in #order-desk and choose a side; the shop on the right shows what your answer did.',
    action: { label: 'Show me the card', id: 'skip-none', goTo: { channel: OPS } },
  },
  {
    id: 'edit',
    title: 'Right order, wrong detail',
    text: 'Routing would send #1045 to Melbourne from Singapore, cheaper and faster than the usual Hong Kong. On its card press More, then Edit, choose another carrier or warehouse and approve. What you changed is what the shop does, and it is stored as your edit, not as the agent being right.',
    action: { label: 'Send order #1045', id: 'send-edit', goTo: { channel: OPS } },
  },
  {
    id: 'second',
    title: 'Be second',
    text: 'Press the button: Ana and Ben approve the newest open card at the same instant. One answer counts, once; the other person is told privately who was first. Switch between the two at the top right to see both. (No open card? One is sent: press again.)',
    action: { label: 'Both press at once', id: 'race', goTo: { user: BEN, channel: OPS } },
  },
  {
    id: 'ask',
    title: 'Ask what happened',
    text: 'Type `/order 1042`. Which agent acted, when, how sure it was, why, and who countersigned. `/agents` shows them all.',
    action: { label: 'Put it in the composer', id: 'draft-order', goTo: { channel: OPS, draft: '/order 1042' } },
  },
  {
    id: 'quiet',
    title: 'The stock feed goes quiet',
    text: 'Press the button: the shop stops reporting stock and an order arrives. Nobody sells what may not be there; the order waits and says so under `/order 1049`. Press again and it goes on by itself.',
    action: { label: 'Stop / restart the stock feed', id: 'toggle-feed' },
  },
  {
    id: 'cancel',
    title: 'The customer changes their mind',
    text: 'An order above the limit waits for you, and its customer cancels in the shop. Watch the card close by itself and the stock come back.',
    action: { label: 'Send it, then cancel it', id: 'send-cancel', goTo: { channel: OPS } },
  },
  {
    id: 'monday',
    title: 'Next Monday, 9:00',
    text: 'The clock of this workspace goes to next Monday 9:00. What is still open is approved by a script first, so that nothing runs out over the weekend. Six weeks of SAMPLE history are put behind it, and the weekly digest arrives. At its end, press Grant for small refunds and type a limit, such as 50: then 40 refund requests come.',
    action: { label: 'Go to next Monday, 9:00', id: 'next-monday', goTo: { user: ANA, channel: OPS } },
  },
  {
    id: 'bad',
    title: 'Agent goes bad',
    text: 'An update at the vendor goes wrong: the refund tool pays whatever is asked for. Audits are answered by a script here (as Ben; it reads the card, nothing else). Watch the autonomy be taken back by itself, with its evidence, and the cards come back.',
    action: { label: 'Let the refund tool go bad', id: 'go-bad', goTo: { user: ANA, channel: OPS } },
  },
]

export function createGuideBook(): GuideBook {
  const done = new Set<GuideId>()
  const said = new Map<GuideId, string>()
  function mark(id: GuideId): boolean {
    const isNew = !done.has(id)
    done.add(id)
    return isNew
  }
  return {
    mark,
    say: (id, text) => void said.set(id, text),
    page: () => ({
      title: 'The night before 11.11',
      intro:
        'A Hong Kong retailer of several brands. Eleven automations that never talked to each other now propose, and people countersign. Everything here is sample data on your machine.',
      steps: STEPS.map((step) => ({ ...step, text: said.get(step.id) ?? step.text, done: done.has(step.id) })),
    }),
    notice: (events) =>
      events
        .map(({ result }) =>
          result.type === 'verdict.given' && !result.carried ? mark(result.kind === 'edit' ? 'edit' : 'decide') : false,
        )
        .some(Boolean),
  }
}
