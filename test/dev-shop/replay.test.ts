import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replayCommand } from '../../dev/replay/command.ts'
import { restoreExactIds } from '../../dev/replay/exact-ids.ts'
import { memberText } from '../../dev/replay/member-text.ts'
import { orderGenerator } from '../../dev/shop/order-generator.ts'
import { postWebhook } from '../../dev/shop/post-webhook.ts'
import { normaliseDelivery } from '../../src/channels/intake.ts'
import { DOMAIN, ENTITY_ID, ORDER_ID, orderBody } from '../channels/fixtures/shopify-payloads.ts'
import { EVENTS_SECRET, type RunningWeb, SHOPIFY_SECRET, startWeb } from '../web/running-web.ts'

let running: RunningWeb
let folder: string
beforeEach(async () => {
  running = await startWeb()
  folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'))
})
afterEach(async () => {
  await running.web.close(0)
  rmSync(folder, { recursive: true })
})

function capture(name: string, topic: string, body: unknown, id: string): void {
  const headers = {
    'X-Shopify-Topic': topic,
    'X-Shopify-Shop-Domain': DOMAIN,
    'X-Shopify-Webhook-Id': id,
    'X-Shopify-Hmac-Sha256': 'of another secret',
  }
  writeFileSync(join(folder, name), JSON.stringify({ headers, body, topic }, null, 2))
}

type Ended = { code: number | null; out: string; err: string }

/** The command itself, with what its process would print. */
async function run(...given: string[]): Promise<Ended> {
  const said = { out: '', err: '' }
  const code = await replayCommand(given, {
    out: (line) => {
      said.out += `${line}\n`
    },
    err: (line) => {
      said.err += `${line}\n`
    },
  })
  return { code, ...said }
}

/** As a person types it: a process of its own. */
function typed(...given: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'dev/replay.ts', ...given])
  const said = { out: '', err: '' }
  child.stdout.on('data', (piece) => {
    said.out += String(piece)
  })
  child.stderr.on('data', (piece) => {
    said.err += String(piece)
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}

describe('npm run replay', () => {
  it('signs a folder of captured webhooks anew, and the order’s later news find the order again', async () => {
    capture('a.json', 'orders/create', orderBody, 'w-1')
    // As captured: the number has lost its last digits.
    capture('b.json', 'refunds/create', { id: 1, order_id: Number(ORDER_ID) }, 'w-2')
    capture('c.json', 'comets/sighted', { id: 2 }, 'w-3')
    const { code, out } = await run(folder, '--channel', 'shopify', '--url', running.url, '--secret', SHOPIFY_SECRET)
    expect(out).toContain('3 sent: 3 accepted (2 stored, 1 ignored), 0 not')
    expect(out).toMatch(/200 {2}stored {6}orders\/create +a\.json/)
    expect(code).toBe(0)
    const events = [...running.stored.values()].map((delivery) => normaliseDelivery(delivery))
    expect(events).toMatchObject([
      { what: 'order.created', entity_id: ENTITY_ID },
      { what: 'order.signal', entity_id: ENTITY_ID, topic: 'order.refunded' },
      { what: 'ignored' },
    ])
  })

  it('ends with 1 when an answer was not 2xx, and says which', async () => {
    capture('a.json', 'orders/create', orderBody, 'w-1')
    const { code, out } = await typed(
      join(folder, 'a.json'),
      '--channel',
      'shopify',
      '--url',
      running.url,
      '--secret',
      'wrong',
    )
    expect(out).toMatch(/401 +the signature does not match/)
    expect(out).toContain('1 sent: 0 accepted, 1 not')
    expect(code).toBe(1)
  })

  it('sends plain bodies under a given topic, and generic events as they are', async () => {
    writeFileSync(join(folder, 'plain.json'), JSON.stringify(orderBody))
    expect(
      await run(
        folder,
        '--channel',
        'shopify',
        '--topic',
        'orders/create',
        '--url',
        running.url,
        '--secret',
        SHOPIFY_SECRET,
      ),
    ).toMatchObject({ code: 0 })
    writeFileSync(
      join(folder, 'plain.json'),
      JSON.stringify({ id: 'e-1', type: 'order.created', account: 'a', order: { id: '1' } }),
    )
    expect(await run(folder, '--channel', 'events', '--url', running.url, '--secret', EVENTS_SECRET)).toMatchObject({
      code: 0,
    })
    expect([...running.stored.keys()][1]).toBe('events:a:e-1')
  })

  it.each(['--help', '-h'])('%s is the help, with nothing sent', async (flag) => {
    const { code, out, err } = await run(flag)
    expect(out).toMatch(/^npm run replay -- <file or folder> --channel [\s\S]*--as-is[\s\S]*Exit codes/)
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('does not explain an unknown flag as a file name', async () => {
    const { err } = await run(folder, '--channle', 'shopify')
    expect(err.split('\n')[0]).toBe("Unknown option '--channle'")
  })

  it.each<[string, (folder: string) => string[], string]>([
    ['no folder', () => ['--channel', 'shopify'], 'give one file or folder'],
    ['no channel', (at) => [at], 'give --channel'],
    [
      'a folder that is not there',
      (at) => [join(at, 'nowhere'), '--channel', 'shopify', '--secret', 's'],
      'does not exist',
    ],
    ['an empty folder', (at) => [at, '--channel', 'shopify', '--secret', 's'], 'there is no .json file'],
    ['an unknown flag', (at) => [at, '--channle', 'shopify'], '--channle'],
  ])('with %s says so and ends with 2', async (_, given, said) => {
    const { code, err } = await run(...given(folder))
    expect(err).toContain(said)
    expect(err).not.toContain('    at ')
    expect(code).toBe(2)
  })

  it('says when no app is running, and when a plain body has no topic', async () => {
    writeFileSync(join(folder, 'plain.json'), '{}')
    const given = [folder, '--channel', 'shopify', '--secret', 's', '--url', 'http://127.0.0.1:9']
    expect(await run(...given)).toMatchObject({ code: 2, err: expect.stringContaining('add --topic') })
    expect(await run(...given, '--topic', 'orders/create')).toMatchObject({
      code: 2,
      err: expect.stringContaining('npm start'),
    })
  })
})

describe('a sample webhook', () => {
  it('posted as Shopify would is stored, under each topic', async () => {
    const order = orderGenerator({ seed: 3 }).next()
    expect(await postWebhook(running.url, SHOPIFY_SECRET, order.webhook)).toMatchObject({ status: 200 })
    expect(await postWebhook(running.url, 'wrong', order.webhook)).toMatchObject({ status: 401 })
    const [delivery] = running.stored.values()
    expect(delivery && normaliseDelivery(delivery)).toMatchObject({ what: 'order.created', entity_id: order.entity_id })
  })
})

describe('the parts of replay', () => {
  it('cut a member out of a text, character for character', () => {
    const body = '{ "id": 912345678901234567, "text": "a \\" } , b", "list": [1, {"body": 2}] }'
    expect(memberText(`{"topic": "x", "note": "body", "body": ${body}, "after": {"body": 1}}`, 'body')).toBe(body)
    expect(memberText('{"body":17}', 'body')).toBe('17')
    expect(memberText('{"other":{"body":1}}', 'body')).toBeNull()
  })

  it('put an exact id back only where it is clear which one it was', () => {
    const of = (body: string) => ({ file: 'f', topic: null, headers: {}, body })
    const known = of('{"admin_graphql_api_id":"gid://shopify/Order/912345678901234567"}')
    const rounded = of('{"order_id":912345678901234600,"text":"912345678901234600"}')
    expect(restoreExactIds([known, rounded])).toMatchObject({
      restored: 1,
      captured: [known, { body: '{"order_id":912345678901234567,"text":"912345678901234600"}' }],
    })
    const other = of('{"admin_graphql_api_id":"gid://shopify/Refund/912345678901234568"}')
    expect(restoreExactIds([known, other, rounded])).toMatchObject({ restored: 0, captured: [known, other, rounded] })
  })
})
