// Both sides of every id, and manifest.yml against the code: what is promised to Slack is what is answered.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ACTIONS, CLOSES, COMMANDS, SHORTCUTS, VIEWS } from '../../blocks/ids.ts'
import { commands } from '../../src/slack/listeners/commands/commands.ts'
import {
  actionHandlers,
  closedHandlers,
  commandHandlers,
  eventHandlers,
  shortcutHandlers,
  viewHandlers,
} from '../../src/slack/listeners/register.ts'
import { Manifest } from '../../src/slack/manifest.ts'
import { messages } from '../blocks/every-message.ts'
import { briefs } from '../blocks/every-review.ts'
import { views } from '../blocks/every-view.ts'
import { buttonsOf, menusOf } from '../blocks/read.ts'
import { filesUnder, read, repository } from '../guards/tree.ts'
import { childEnvironment } from '../setup/child-environment.ts'
import { createDesk, type Desk } from './desk.ts'

const text = read('manifest.yml')
const manifest = Manifest.parse(parse(text))
let desk: Desk
beforeAll(async () => {
  desk = await createDesk()
})
afterAll(() => desk.close())

describe('an id', () => {
  it('of a button has exactly one handler, and every handler a button id', () => {
    expect(Object.keys(actionHandlers(desk.surface)).sort()).toEqual(Object.values(ACTIONS).sort())
  })

  it('of a button is on a card or in a window, or nobody could press it', () => {
    const shown = new Set(
      [
        ...Object.values({ ...messages, ...briefs }).flatMap((build) => buttonsOf(build('x'))),
        ...Object.values({ ...messages, ...briefs }).flatMap((build) => menusOf(build('x'))),
        ...Object.values(views).flatMap((build) => buttonsOf(build('x').blocks as never)),
        ...Object.values(views).flatMap((build) => menusOf(build('x').blocks as never)),
      ].map(({ action }) => action),
    )
    expect(Object.values(ACTIONS).filter((id) => !shown.has(id))).toEqual([])
    expect([...shown].filter((id) => !(Object.values(ACTIONS) as string[]).includes(id))).toEqual([])
  })

  it('of a form has exactly one handler, and is the callback of a window', () => {
    expect(Object.keys(viewHandlers(desk.surface)).sort()).toEqual(Object.values(VIEWS).sort())
    const callbacks = new Set(Object.values(views).flatMap((build) => build('x').callback_id ?? []))
    expect([...callbacks].sort()).toEqual([...Object.values(VIEWS), ...Object.values(CLOSES)].sort())
    expect(Object.keys(closedHandlers(desk.surface)).sort()).toEqual(Object.values(CLOSES).sort())
  })

  it('is written in blocks/ids.ts and nowhere else', () => {
    const ids = [...Object.values(ACTIONS), ...Object.values(VIEWS)]
    const files = filesUnder('blocks', 'src/slack').filter((file) => file.endsWith('.ts') && file !== 'blocks/ids.ts')
    expect(files.filter((file) => ids.some((id) => read(file).includes(`'${id}'`)))).toEqual([])
  })
})

describe('manifest.yml', () => {
  it('names the commands that are answered, and no other', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command).sort()).toEqual(
      Object.keys(commandHandlers(desk.surface)).sort(),
    )
    expect(
      Object.values(commands)
        .filter(({ help }) => !help.longOnly)
        .map(({ help }) => `/${help.word}`)
        .sort(),
    ).toEqual(
      Object.values(COMMANDS)
        .filter((command) => command !== COMMANDS.countersign)
        .sort(),
    )
  })

  it('names the entries of a message’s menu that are answered, and no other', () => {
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(
      Object.keys(shortcutHandlers(desk.surface)),
    )
    expect(Object.keys(shortcutHandlers(desk.surface))).toEqual(Object.values(SHORTCUTS))
  })

  it('subscribes to the events that are listened to, and no other', () => {
    const subscribed = manifest.settings.event_subscriptions.bot_events.map((event) =>
      event.replace(/^message\..*/, 'message'),
    )
    expect([...new Set(subscribed)].sort()).toEqual(Object.keys(eventHandlers(desk.surface)).sort())
  })

  it('asks for the scopes of the methods that are called and the events that are heard, and no other', () => {
    const called = new Set(
      filesUnder('src/slack')
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) =>
          [...read(file).matchAll(/client\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g)].map(([, method]) => method ?? ''),
        ),
    )
    const needed = new Set([
      'commands',
      ...[...called].flatMap((method) => scopeOf(method)),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => EVENT_SCOPES[event] ?? []),
    ])
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort())
    expect(manifest.oauth_config.scopes.bot_optional).toEqual(['chat:write.public'])
  })

  it('explains itself to whoever wants HTTP: every address is a line to fill in', () => {
    const filled = text
      .replace('socket_mode_enabled: true', 'socket_mode_enabled: false')
      .replaceAll(/# ((?:request_)?url: \S+).*HTTP/g, '$1')
    expect(Manifest.safeParse(parse(filled)).error).toBeUndefined()
    expect(
      Manifest.safeParse(parse(text.replace('socket_mode_enabled: true', 'socket_mode_enabled: false'))).success,
    ).toBe(false)
  })

  it.each([
    ['an unknown field', 'token_rotation_enabled: false', 'token_rotation: false'],
    ['a command without a slash', 'command: /order', 'command: order'],
    ['token rotation', 'token_rotation_enabled: false', 'token_rotation_enabled: true'],
    ['a usage hint that is a number', 'usage_hint: "1042"', 'usage_hint: 1042'],
  ])('with %s would be refused', (_name, found, wrong) => {
    expect(text).toContain(found)
    expect(Manifest.safeParse(parse(text.replace(found, wrong))).success).toBe(false)
  })

  const published = publishedSchema()
  it.each(published ? [published] : [])('validates against the schema Slack publishes, at %s', (file) => {
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
      JSON.parse(readFileSync(file, 'utf8')),
    )
    validate(parse(text))
    expect(validate.errors).toBeNull()
  })
})

/** Scopes of the methods we call; an unlisted method fails, so that its scope is thought about. */
const METHOD_SCOPES: Readonly<Record<string, string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  // Direct messages only: it is never asked of a channel.
  'conversations.history': ['im:history'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
}

const EVENT_SCOPES: Readonly<Record<string, string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
}

function scopeOf(method: string): string[] {
  const scopes = METHOD_SCOPES[method]
  if (!scopes) throw new Error(`which scope does ${method} need?`)
  return scopes
}

/** Where this machine has Slack's own schema; most have not, and then ours has to do. */
function publishedSchema(): string | null {
  const file = childEnvironment({})['SLACK_MANIFEST_SCHEMA']
  return file ? resolve(repository, file) : null
}
