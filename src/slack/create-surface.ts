// Wires what listeners and the outbox work with. Touches no network by itself.

import { appHome } from '../../blocks/app-home.ts'
import { CHANNEL } from '../ledger/projections/card-row.ts'
import { createAbsences } from './absences.ts'
import { createAttempts } from './attempts.ts'
import { createAutonomyParts } from './autonomy/create-autonomy.ts'
import { createBriefs } from './brief/briefs.ts'
import { agentsByKey } from './cards/card-context.ts'
import { createCosts } from './costs.ts'
import { createDeliver } from './deliver.ts'
import { createDigestParts } from './digest/create-digest.ts'
import { createLiveDiff } from './edits/live-diff.ts'
import { createFirstMinutes } from './first-minutes/first-minutes.ts'
import { createPractice } from './first-minutes/practice.ts'
import { createSetup } from './first-minutes/setup.ts'
import { createHomeData } from './home/home-data.ts'
import { createHomeTab } from './home/home-tab.ts'
import { type Identity, permalinkTo } from './identity.ts'
import { createLanes } from './lanes.ts'
import type { Surface } from './listeners/surface.ts'
import { createMovedLinks } from './moved-links.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createOverview } from './overview.ts'
import { createPassing } from './passing.ts'
import { createPlaces } from './places.ts'
import { createPostCard } from './post-card.ts'
import { createAboutOrders } from './questions/about-orders.ts'
import { createAnswers } from './questions/answer.ts'
import { createChooseWithModel } from './questions/choose-with-model.ts'
import { createQuestions } from './questions/reply-to.ts'
import { createCatchUp } from './reach/catch-up.ts'
import { createRefresh } from './refresh.ts'
import { createReminders, type Reminders } from './reminders/reminders.ts'
import type { Rounds } from './reminders/rounds.ts'
import { createRenderCard } from './render-card.ts'
import type { Respond } from './respond.ts'
import { createReviewParts } from './review/create-review.ts'
import { createLookers } from './review/lookers.ts'
import { createSales } from './sales.ts'
import { createSendToReview } from './send-to-review.ts'
import { createShadowParts } from './shadow/create-shadow.ts'
import type { SlackParts } from './slack.ts'
import { createStops } from './stops.ts'
import { createStuckNow } from './stuck/stuck-now.ts'
import { createTellStuck } from './stuck/tell-stuck.ts'
import { createTellThread } from './tell-thread.ts'
import { createTrouble } from './trouble.ts'
import { createReading } from './windows/reading.ts'
import { checkedView, createWindows } from './windows/windows.ts'

/** Above so many open questions a channel shows a brief, where the policy does not say. */
const BRIEF_ABOVE = 40

export function createSurface(parts: SlackParts & { identity(): Identity | null; respond: Respond }): {
  surface: Surface
  outbox: Outbox
  reminders: Reminders
  /** Tells channels about outages that are over. */
  catchUp(): Promise<void>
  /** What waits for a moment of the clock: one look now. */
  lookNow(): Promise<void>
  /** What is looked through every so often: Home tabs that somebody may be looking at, orders that stand still. */
  rounds: readonly Rounds[]
} {
  const { clients, people, engine, ledger, registry, actions, workflows, clock, newId, log, respond } = parts
  const { cards, settings, queries } = ledger
  const { interactive, background } = clients
  const context = {
    actions,
    agents: agentsByKey([...(parts.onTrial?.challengers ?? []), ...registry]),
    hasModel: parts.hasModel,
  }
  const render = createRenderCard({ context, clock, log })
  const lanes = createLanes({ clock, slackRate: parts.slackRate })
  const links = createMovedLinks({ client: background, lanes, clock, log })
  const permalink = (message: { channel: string; ts: string }): string | null => {
    const identity = parts.identity()
    return identity && permalinkTo(identity, message)
  }
  const channelOf = async (team: string): Promise<string | null> => {
    // Passed to a channel: it goes there, whatever its team's own channel is.
    if (team.startsWith(CHANNEL)) return team.slice(CHANNEL.length)
    const { channels } = await people.inForce()
    return channels.teams[team] ?? channels.default
  }
  const stops = async () => (await people.inForce()).stops
  const trouble = createTrouble({ client: background, people, settings, newId, clock, log })
  const briefs = createBriefs({
    ...{ ledger, channelOf, permalink, links, lanes, trouble, clock, log },
    client: background,
    hours: parts.policy.hours,
    above: parts.policy.backlog?.brief_above ?? BRIEF_ABOVE,
  })
  const lookers = createLookers({ claims: ledger.claims, cards, wake: () => outbox.wake(), clock, log })
  const leads = async (): Promise<string[]> => {
    const named = await people.members('lead')
    return named.length > 0 ? named : people.members('admin')
  }
  const postCard = createPostCard({
    cards,
    isBriefed: briefs.covers,
    stateOf: engine.state,
    render,
    stops,
    announced: engine.announced,
    lookerOf: lookers.of,
    deliver: createDeliver(background),
    channelOf,
    permalink,
    links,
    tellThread: createTellThread({ client: background, cards, leads, lanes, clock, log }),
    lanes,
    trouble,
    clock,
    log,
  })
  const outbox = createOutbox({
    ...{ cards, briefs, postCard, channelOf, links, lanes, clock, log },
    isReached: parts.reaching?.reach.isReached ?? (() => true),
  })
  const { wake } = outbox
  const reminders = createReminders({
    ...{ ledger, engine, people, lanes, channelOf, permalink, clock, log },
    policy: parts.policy,
    client: background,
  })
  const refresh = createRefresh({ cards, render, stops, respond, permalink, wake, clock, log })
  const firstMinutes = createFirstMinutes({ client: interactive, people, settings, workflows, clock, log })
  const reading = createReading({ engine, ledger, people, context, clock })
  const attempts = createAttempts({ newId, log })
  const windows = createWindows({ client: interactive, newId, log })
  const { lists, ...review } = createReviewParts({
    ...parts,
    attempts,
    windows,
    lanes,
    context: reading.context,
    client: interactive,
  })
  const expected = { by_workflow: parts.expected ?? {}, data_ms: parts.policy.freshness?.ask_after_waiting ?? 0 }
  const stuck = createStuckNow({ ledger, people, rates: parts.policy.rates, expected, clock, log })
  const tellStuck = createTellStuck({
    ...{ ledger, people, lanes, channelOf, expected, clock, log },
    client: background,
  })
  const usdPerDay = parts.policy.budget?.model_usd_per_day ?? null
  const costs = createCosts({ ledger, usdPerDay, hasModel: parts.hasModel, clock })
  const homeData = createHomeData({ ledger, lists, stuck, people, firstMinutes, workflows, clock })
  const homeTab = createHomeTab({
    client: interactive,
    view: async (userId) => checkedView(appHome(await homeData(userId)), log),
    ...{ slackRate: parts.slackRate, clock, log },
  })
  const { autonomy, tellTrust } = createAutonomyParts({ ...parts, lanes, channelOf })
  const { compare, tellShadow } = createShadowParts({ ...parts, lanes, channelOf })
  const { digests, sendDigest } = createDigestParts({ ...parts, autonomy, stuck, lanes, channelOf })
  const questions = createQuestions({
    answers: createAnswers({
      ...{ ledger, lists, stuck, costs, permalink, clock },
      home: homeData,
      aboutOrders: createAboutOrders({ reading, ledger, permalink }),
    }),
    choose: parts.ask ? createChooseWithModel({ ask: parts.ask, newId, log }) : null,
    people,
  })
  const surface: Surface = {
    autonomy,
    digests,
    compare,
    engine,
    attempts,
    ...review,
    places: createPlaces({ client: interactive, respond, refresh, wake, log }),
    windows,
    reading,
    liveDiff: createLiveDiff({ client: interactive, reading, lanes, log }),
    passing: createPassing({ client: interactive, cards, reading }),
    people,
    stops: createStops({ people, settings, cards, wake, agents: registry.map(({ name }) => name), clock }),
    sendToReview: createSendToReview({ engine, queries, people, workflows }),
    absences: createAbsences({ client: interactive, people, settings, clock }),
    sales: createSales({ people, settings, clock }),
    practice: createPractice({ engine, people, workflows, newId, clock }),
    setup: createSetup({ client: interactive, people, settings, workflows, wake, clock }),
    firstMinutes,
    homeTab,
    overview: createOverview({
      registry: parts.onTrial?.registry ?? (() => registry),
      queries,
      people,
      levelOf: parts.levelOf,
      clock,
    }),
    ...{ stuck, costs, questions },
    respond,
    client: interactive,
    newId,
    clock,
    log,
  }
  const catchUp = parts.reaching
    ? createCatchUp({
        ...{ client: background, queries, settings, channelOf, lanes, newId, clock, log },
        outages: parts.reaching.outages,
        stateOf: engine.state,
      })
    : async () => undefined
  const lookNow = async (): Promise<void> => {
    await tellTrust.soon()
    await sendDigest.soon()
    wake()
  }
  return {
    surface,
    outbox,
    reminders,
    catchUp,
    lookNow,
    rounds: [lookers, homeTab, tellStuck, tellTrust, tellShadow, sendDigest],
  }
}
