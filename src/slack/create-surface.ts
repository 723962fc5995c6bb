// Wires what listeners and the outbox work with. Touches no network by itself.

import { createAttempts } from './attempts.ts'
import { agentsByKey } from './cards/card-context.ts'
import { createDeliver } from './deliver.ts'
import { createFirstMinutes } from './first-minutes/first-minutes.ts'
import { createPractice } from './first-minutes/practice.ts'
import { createSetup } from './first-minutes/setup.ts'
import { createHomeTab } from './home-tab.ts'
import { type Identity, permalinkTo } from './identity.ts'
import { createLanes } from './lanes.ts'
import type { Surface } from './listeners/surface.ts'
import { createMovedLinks } from './moved-links.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createOverview } from './overview.ts'
import { createPlaces } from './places.ts'
import { createPostCard } from './post-card.ts'
import { createRefresh } from './refresh.ts'
import { createRenderCard } from './render-card.ts'
import type { Respond } from './respond.ts'
import type { SlackParts } from './slack.ts'
import { createStops } from './stops.ts'
import { createTrouble } from './trouble.ts'
import { createReading } from './windows/reading.ts'
import { createWindows } from './windows/windows.ts'

export function createSurface(parts: SlackParts & { identity(): Identity | null; respond: Respond }): {
  surface: Surface
  outbox: Outbox
} {
  const { clients, people, engine, ledger, registry, actions, workflows, clock, newId, log, respond } = parts
  const { cards, settings, queries } = ledger
  const { interactive, background } = clients
  const context = { actions, agents: agentsByKey(registry), hasModel: parts.hasModel }
  const render = createRenderCard({ context, clock, log })
  const lanes = createLanes({ clock, slackRate: parts.slackRate })
  const links = createMovedLinks({ client: background, lanes, clock, log })
  const permalink = (message: { channel: string; ts: string }): string | null => {
    const identity = parts.identity()
    return identity && permalinkTo(identity, message)
  }
  const channelOf = async (team: string): Promise<string | null> => {
    const { channels } = await people.inForce()
    return channels.teams[team] ?? channels.default
  }
  const trouble = createTrouble({ client: background, people, clock, log })
  const postCard = createPostCard({
    cards,
    stateOf: engine.state,
    render,
    deliver: createDeliver(background),
    channelOf,
    permalink,
    links,
    lanes,
    trouble,
    clock,
    log,
  })
  const outbox = createOutbox({ cards, postCard, channelOf, links, lanes, clock, log })
  const { wake } = outbox
  const refresh = createRefresh({ cards, render, respond, permalink, wake, clock, log })
  const firstMinutes = createFirstMinutes({ client: interactive, people, settings, workflows, clock, log })
  const surface: Surface = {
    engine,
    attempts: createAttempts({ newId, log }),
    places: createPlaces({ client: interactive, respond, refresh, wake, log }),
    windows: createWindows({ client: interactive, newId, log }),
    reading: createReading({ engine, ledger, people, context, clock }),
    people,
    stops: createStops({ people, settings, agents: registry.map(({ name }) => name), clock }),
    practice: createPractice({ engine, people, workflows, newId, clock }),
    setup: createSetup({ client: interactive, people, settings, workflows, wake, clock }),
    firstMinutes,
    homeTab: createHomeTab({
      client: interactive,
      queries,
      people,
      firstMinutes,
      workflows,
      rates: parts.policy.rates,
      clock,
      log,
    }),
    overview: createOverview({ registry, queries, people, levelOf: parts.levelOf, clock }),
    respond,
    client: interactive,
    newId,
    clock,
    log,
  }
  return { surface, outbox }
}
