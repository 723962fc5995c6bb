// The whole workspace in memory: people, channels, messages, views, and what one person sees of it.
import { type Clock, SECOND } from '../../../src/contracts/clock.ts'
import type { AppManifest } from '../app-manifest.ts'
import type { Member, WorkspaceState } from '../contract.ts'
import type { Seed, Timings } from '../options.ts'
import { type Channels, createChannels } from './channels.ts'
import { createFeed, type Feed } from './feed.ts'
import { createIds, type Ids } from './ids.ts'
import { createMembers, type Members } from './members.ts'
import { createMessages, type Messages } from './messages.ts'
import { createResponseUrls, type ResponseUrls } from './response-urls.ts'
import { toMessage } from './stored-message.ts'
import { createTriggers, type Triggers } from './triggers.ts'
import { createViews, toOpenView, type Views } from './views.ts'

export interface AppIdentity {
  id: string
  name: string
  botUserId: string
  botId: string
}

export interface Workspace {
  team: Seed['team']
  app: AppIdentity
  manifest: AppManifest
  members: Members
  channels: Channels
  messages: Messages
  views: Views
  triggers: Triggers
  responseUrls: ResponseUrls
  feed: Feed
  ids: Ids
  baseUrl(): string
  /** What this user's client shows; AppError `slack.unknown_user` for a stranger. */
  stateFor(user: string): WorkspaceState
}

const SHOWN_PER_CHANNEL = 100

export function createWorkspace(parts: {
  clock: Clock
  seed: Seed
  manifest: AppManifest
  timings: Timings
  slackRate: number
  baseUrl: () => string
  appOnline: () => boolean
}): Workspace {
  const { clock, seed, manifest, timings, slackRate, baseUrl, appOnline } = parts
  const ids = createIds(clock)
  const feed = createFeed()
  const app: AppIdentity = { id: 'A0LOCAL01', name: manifest.appName, botUserId: 'U0BOT0001', botId: 'B0BOT0001' }
  const members = createMembers(seed, botMember(app, manifest), feed)
  const channels = createChannels({ seed, botUserId: app.botUserId, members, feed, ids })
  const messages = createMessages({ channels, members, feed, ids, baseUrl })
  const views = createViews({ feed, ids })

  return {
    team: seed.team,
    app,
    manifest,
    members,
    channels,
    messages,
    views,
    triggers: createTriggers({ clock, ids, lifetimeMs: timings.triggerMs }),
    responseUrls: createResponseUrls({ clock, ids, lifetimeMs: timings.responseUrlMs }),
    feed,
    ids,
    baseUrl,
    stateFor(user) {
      members.must(user)
      const visible = channels.visibleTo(user)
      const home = views.home(user)
      return {
        seq: feed.seq(),
        team: seed.team,
        app: { ...app, online: appOnline() },
        me: user,
        users: members.all(),
        groups: members.groups(),
        channels: visible.map((channel) => channels.view(user, channel)),
        messages: Object.fromEntries(
          visible.map((channel) => [
            channel.id,
            messages
              .list(channel.id, user)
              .slice(-SHOWN_PER_CHANNEL)
              .map((message) => toMessage(baseUrl(), message)),
          ]),
        ),
        home: home === undefined ? null : toOpenView(home),
        modals: views.stack(user).map(toOpenView),
        commands: manifest.commands,
        shortcuts: manifest.shortcuts,
        slackRate,
      }
    },
  }
}

function botMember(app: AppIdentity, manifest: AppManifest): Member {
  return {
    id: app.botUserId,
    name: manifest.botName.toLowerCase().replace(/[^a-z0-9._-]+/g, '-'),
    realName: manifest.botName,
    title: '',
    presence: 'active',
    isAdmin: false,
    isOwner: false,
    isGuest: false,
    isBot: true,
    deleted: false,
    timezone: 'UTC',
  }
}

/** Epoch seconds, as Slack writes times in events. */
export const epochSeconds = (clock: Clock): number => Math.floor(clock() / SECOND)
