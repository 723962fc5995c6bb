// The last two steps of the guide: what their buttons do, and what the guide says while it happens. Figures come from the record.

import { SECOND } from '../../../src/contracts/clock.ts'
import type { DemoClock } from '../clock.ts'
import type { GuideId } from '../guide.ts'
import type { Stage } from '../stage.ts'
import type { Story } from '../story.ts'
import { goesBad } from './goes-bad.ts'
import { type Monday, nextMonday } from './next-monday.ts'
import { createRefundFlow, pickedWords } from './refund-flow.ts'

const REQUESTS = 40
/** Between two requests, so that one can watch. */
const PAUSE_MS = 250
const LOOK_MS = SECOND

export type LaterSteps = { nextMonday(): Promise<void>; goBad(): Promise<void>; stop(): void }

export function createLaterSteps(
  stage: Stage,
  about: {
    story: Story
    clock: DemoClock
    say(id: GuideId, text: string): void
    mark(id: GuideId): void
    onError(error: unknown): void
  },
): LaterSteps {
  const { story, clock, say, mark, onError } = about
  const flow = createRefundFlow(stage, clock.now)
  let monday: Promise<Monday> | null = null
  let flowing: Promise<void> | null = null
  let isBad = false
  let timer: NodeJS.Timeout | undefined

  async function arrive(): Promise<Monday> {
    story.stop()
    say('monday', 'The open questions are being approved by a script, then the clock goes to next Monday ...')
    const there = await nextMonday(stage, { clock })
    const { answered, left } = there
    const settled = [
      `${answered} open ${answered === 1 ? 'card was' : 'cards were'} approved by a script before`,
      ...(left > 0 ? [`${left} ran out over the weekend`] : []),
    ].join(', ')
    say(
      'monday',
      `It is Monday, 9:00 (${settled}). The digest of six SAMPLE weeks is in #order-desk. At its end small refunds may be granted: press Grant, type a limit such as 50. Then 40 refund requests come.`,
    )
    watch(there.at)
    return there
  }

  /** A person grants in Slack; the record says so. */
  function watch(since: number): void {
    timer = setTimeout(() => {
      flow
        .trust(since)
        .then((events) => {
          if (!events.some(({ event }) => event.type === 'granted')) return watch(since)
          flowing = run(since)
          flowing.catch(onError)
        })
        .catch(onError)
    }, LOOK_MS)
    timer.unref()
  }

  async function run(since: number): Promise<void> {
    const tell = async (): Promise<void> => {
      const { proposed, acted, asked, ...picked } = await flow.since(since)
      say(
        'monday',
        `Granted. Of ${proposed} refund requests ${acted} acted without a card${asked > 0 ? `, ${asked} asked` : ''}; ${pickedWords(picked)}. The looks arrive as cards that do not say what the agent did: you may answer them.`,
      )
    }
    await flow.send(REQUESTS, { pauseMs: PAUSE_MS, onEach: () => void tell().catch(onError) })
    await tell()
    const { acted, ...picked } = await flow.since(since)
    say(
      'bad',
      `${acted} refunds acted without a card: ${pickedWords(picked)}. Now an update at the vendor goes wrong: the refund tool pays whatever is asked for. Audits are answered by a script here (as Ben; it reads the card, nothing else). Watch the autonomy be taken back by itself, with its evidence, and the cards come back.`,
    )
    mark('monday')
  }

  return {
    async nextMonday() {
      monday ??= arrive()
      monday.catch(() => {
        monday = null
      })
      await monday
    },
    async goBad() {
      const there = await monday
      if (!there || !flowing)
        return say('bad', 'Not yet: first go to next Monday (the step before), and grant small refunds on the digest.')
      if (isBad) return
      isBad = true
      await flowing
      end(there).catch(onError)
    },
    stop: () => clearTimeout(timer),
  }

  async function end({ at }: Monday): Promise<void> {
    const tell = (paid: number, rest: string): void =>
      say('bad', `The tool pays whatever is asked: ${paid} wrong refunds so far. ${rest}`)
    tell(0, 'Some are picked for a look.')
    const came = await goesBad(stage, flow, {
      now: at,
      pauseMs: PAUSE_MS,
      onNews: (paid) =>
        tell(paid, 'Some are picked for a look; Ben, a script here, reads each and says what he finds.'),
    })
    if (!came) return tell(0, 'Nothing was found: that should not happen.')
    const { after, seconds, event, cards_back } = came
    say(
      'bad',
      `Taken back by itself after ${after} wrong refunds, ${Math.round(seconds)} s after the tool went bad: ${event.because}. The notice in #order-desk has the evidence, and the next ${cards_back} requests are cards again.`,
    )
    mark('bad')
  }
}
