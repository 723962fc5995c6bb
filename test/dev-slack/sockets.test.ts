// Socket Mode on the wire: tickets, turns, deadlines, repeats, refreshes and cut lines.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import type { Timings } from '../../dev/slack/options.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { joinBySockets } from './bolt-app.ts'
import { MANIFEST, registerDesk } from './desk-app.ts'
import { errorOf, openSocket, type RawSocket, socketUrl } from './raw-app.ts'

let slack: LocalSlack
let ana: Reviewer
const opened: RawSocket[] = []

async function start(timings: Partial<Timings> = {}): Promise<void> {
  slack = await createLocalSlack({
    manifest: MANIFEST,
    slackRate: 100,
    timings: { eventRetryMs: [0, 30, 30], refreshGraceMs: 200, ...timings },
  })
  ana = createReviewer(slack, 'U0ANA0001')
}

async function stop(): Promise<void> {
  for (const socket of opened.splice(0)) socket.close()
  await slack.stop()
}

/** For tests in which nobody answers: no need to wait three seconds for that. */
async function restartImpatient(): Promise<void> {
  await stop()
  await start({ ackMs: 50 })
}

beforeEach(() => start())
afterEach(stop)

async function open(url?: string): Promise<RawSocket> {
  const socket = await openSocket(slack, url)
  opened.push(socket)
  return socket
}

const isCommand = (frame: Record<string, unknown>): boolean => frame['type'] === 'slash_commands'
const isEvent = (frame: Record<string, unknown>): boolean => frame['type'] === 'events_api'

describe('connections', () => {
  it('greets with hello, and a ticket opens one connection only', async () => {
    const url = await socketUrl(slack)
    const socket = await open(url)
    expect(socket.frames[0]).toMatchObject({ type: 'hello', num_connections: 1 })
    await expect(open(url)).rejects.toThrow('403')
    expect(slack.control.stats().sockets).toBe(1)
  })

  it('turns the eleventh away', async () => {
    for (let i = 0; i < 10; i += 1) await open()
    const eleventh = await open()
    expect(eleventh.frames).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }])
    await eleventh.closed
    expect(slack.control.stats().sockets).toBe(10)
  })

  it('tells the page when the app comes and goes', async () => {
    expect(slack.workspace.stateFor(ana.user).app.online).toBe(false)
    const socket = await open()
    expect(slack.workspace.stateFor(ana.user).app.online).toBe(true)
    const gone = new Promise((resolve) => ana.onDelta((delta) => delta.type === 'app_changed' && resolve(delta.online)))
    socket.close()
    expect(await gone).toBe(false)
  })
})

describe('deliveries', () => {
  it('go to one connection at a time, in turn', async () => {
    const [first, second] = [await open(), await open()]
    const outcomes = ['/case 1', '/case 2'].map((line) => ana.command(line, 'ops'))
    first.ack(await first.frame(isCommand))
    second.ack(await second.frame(isCommand))
    expect(await Promise.all(outcomes)).toEqual([{ status: 'ok' }, { status: 'ok' }])
    expect(first.frames.filter(isCommand)).toHaveLength(1)
    expect(second.frames.filter(isCommand)).toHaveLength(1)
  })

  it('fail for the person when nothing is connected', async () => {
    expect(await ana.command('/case 1', 'ops')).toMatchObject({ status: 'error', code: 'dispatch_failed' })
  })

  it('fail for the person after the deadline, and the late answer is ignored', async () => {
    await restartImpatient()
    const socket = await open()
    expect(await ana.command('/case 1', 'ops')).toMatchObject({ status: 'error', code: 'operation_timeout' })
    socket.ack(await socket.frame(isCommand), { text: 'too late' })
    await socket.flushed()
    expect(ana.ephemerals()).toEqual([])
    expect(slack.control.stats().missedAcks).toBe(1)
  })

  it('of events are repeated three times with a count and a reason, then given up', async () => {
    await restartImpatient()
    const socket = await open()
    ana.openHome()
    await socket.frame((frame) => frame['retry_attempt'] === 3)
    const events = socket.frames.filter(isEvent)
    expect(events.map((frame) => [frame['retry_attempt'], frame['retry_reason']])).toEqual([
      [undefined, undefined],
      [1, 'timeout'],
      [2, 'timeout'],
      [3, 'timeout'],
    ])
    const ids = events.map((frame) => (frame['payload'] as { event_id: string }).event_id)
    expect(new Set(ids).size).toBe(1)
  })

  it('of an acknowledged event happen once', async () => {
    const socket = await open()
    ana.openHome()
    socket.ack(await socket.frame(isEvent))
    expect(await answered(socket, '/case 1')).toEqual({ status: 'ok' })
    expect(socket.frames.filter(isEvent)).toHaveLength(1)
  })
})

describe('refresh and drop', () => {
  it('a refreshed connection is told to leave, gets nothing more, and is closed after the grace time', async () => {
    const [first, second] = [await open(), await open()]
    expect(slack.control.refreshSockets({ count: 1 })).toBe(1)
    await first.frame((frame) => frame['type'] === 'disconnect' && frame['reason'] === 'refresh_requested')
    expect(await answered(second, '/case 1')).toEqual({ status: 'ok' })
    expect(first.frames.filter(isCommand)).toHaveLength(0)
    await first.closed
  })

  it('a dropped connection fails what it had in hand', async () => {
    const socket = await open()
    const outcome = ana.command('/case 1', 'ops')
    await socket.frame(isCommand)
    expect(slack.control.dropSockets()).toBe(1)
    expect(await outcome).toMatchObject({ status: 'error' })
    await socket.closed
  })

  it('refused sockets stay refused until allowed again', async () => {
    const url = await socketUrl(slack)
    slack.control.fault({ kind: 'refuse_sockets', on: true })
    await expect(open(url)).rejects.toThrow('503')
    expect(await errorOf(slack, 'apps.connections.open', {}, { token: slack.appToken })).toBe('internal_error')
    slack.control.fault({ kind: 'refuse_sockets', on: false })
    expect((await open()).frames[0]).toMatchObject({ type: 'hello' })
  })

  it('a Bolt app with two receivers answers through a refresh of one, and both come back', async () => {
    const joined = await joinBySockets(slack, (app) => registerDesk(app, []), { clientPingTimeout: 800 })
    try {
      slack.control.refreshSockets({ count: 1 })
      expect(await ana.command('/case 1', 'ops')).toEqual({ status: 'ok' })
      await ana.until(() => slack.control.stats().sockets === 2, { timeoutMs: 15_000 })
      expect(slack.control.dropSockets()).toBe(2)
      await ana.until(() => slack.control.stats().sockets === 2, { timeoutMs: 15_000 })
      expect(await ana.command('/case 2', 'ops')).toEqual({ status: 'ok' })
    } finally {
      await joined.stop()
    }
  })
})

async function answered(socket: RawSocket, line: string) {
  const outcome = ana.command(line, 'ops')
  const text = line.split(' ')[1]
  socket.ack(await socket.frame((frame) => isCommand(frame) && (frame['payload'] as { text: string }).text === text))
  return await outcome
}
