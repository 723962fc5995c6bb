// What the demo serves beside the workspace page: the guide, the shop panel, and a stream that says when either changed.
import type { ServerResponse } from 'node:http'
import { ACTIONS as ACTION_IDS } from '../../blocks/ids.ts'
import type { DemoEvent } from '../page/demo-contract.ts'
import { postWebhook } from '../shop/post-webhook.ts'
import { laterWebhook } from '../shop/shopify-body.ts'
import type { Message } from '../slack/contract.ts'
import type { BesidePage } from '../slack/http/server.ts'
import { elementsOf } from '../slack/interactivity/elements.ts'
import { createReviewer } from '../slack/reviewer.ts'
import { namedCase } from './cases.ts'
import type { DemoClock } from './clock.ts'
import { createGuideBook } from './guide.ts'
import { createLaterSteps } from './later/later-steps.ts'
import { ANA, BEN, CHLOE, OPS } from './people.ts'
import { shopPanel } from './shop-panel.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

const STALE_BY_MS = 5 * 60_000

export async function createBesidePage(
  stage: Stage,
  story: Story,
  { clock, onError }: { clock: DemoClock; onError(error: unknown): void },
): Promise<{ handler: BesidePage; stop(): Promise<void> }> {
  const book = createGuideBook()
  const seenAt = new Map<string, { sign: string; at: number }>()
  const streams = new Set<ServerResponse>()
  const tell = (event: DemoEvent): void => {
    for (const stream of streams) stream.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  const guideChanged = (changed: boolean): void => {
    if (changed) tell({ type: 'guide', guide: book.page() })
  }
  const stopShop = stage.shop.onChange(() => tell({ type: 'refresh' }))
  const stopBus = await stage.adapters.bus.subscribe(({ events }) => guideChanged(book.notice(events)))
  const stopListening = [ANA, BEN, CHLOE].map((user) =>
    stage.slack.workspace.feed.listen(user, (delta) => {
      if (delta.type === 'ephemeral') guideChanged(answered(JSON.stringify(delta.message)))
    }),
  )

  /** What somebody was told privately: the story of #1042, or that another was first. */
  function answered(text: string): boolean {
    const isSecond = /already|was first|faster|before you/i.test(text)
    return isSecond ? book.mark('second') : text.includes('1042') ? book.mark('ask') : false
  }

  const later = createLaterSteps(stage, {
    ...{ story, clock, onError },
    say(id, text) {
      book.say(id, text)
      guideChanged(true)
    },
    mark: (id) => guideChanged(book.mark(id)),
  })

  const ACTIONS: Readonly<Record<string, () => Promise<void>>> = {
    'next-monday': later.nextMonday,
    'go-bad': later.goBad,
    'send-edit': () => story.tell('better_route'),
    race: async () => {
      const [ana, ben] = [createReviewer(stage.slack, ANA), createReviewer(stage.slack, BEN)] as const
      const message = ana.cards(OPS).findLast((card) => pressable(card) !== undefined)
      const button = message && pressable(message)
      if (!message || button === undefined) return story.tell('cancelled')
      await Promise.all([ana.click(button, { message }), ben.click(button, { message })])
    },
    'toggle-feed': async () => {
      const { shelf } = stage.shop
      shelf.setStale(!shelf.isStale(), clock.now() - STALE_BY_MS)
      if (shelf.isStale()) await story.tell('stale_stock')
      else guideChanged(book.mark('quiet'))
      tell({ type: 'refresh' })
    },
    'send-cancel': async () => {
      await story.tell('cancelled')
      setTimeout(() => {
        const { order } = namedCase('cancelled')
        postWebhook(
          stage.webUrl,
          stage.shopifySecret,
          laterWebhook(order, 'orders/cancelled', { cancelled_at: new Date(clock.now()).toISOString() }),
        ).then(
          () => guideChanged(book.mark('cancel')),
          () => undefined,
        )
      }, 8_000)
    },
  }

  const handler: BesidePage = async (request, response, url) => {
    const { pathname } = url
    if (request.method === 'GET' && pathname === '/demo/guide') return json(response, book.page())
    if (request.method === 'GET' && pathname === '/demo/shop')
      return json(response, shopPanel(stage.shop.snapshot(), seenAt, clock.now()))
    if (request.method === 'GET' && pathname === '/demo/events') return stream(response)
    if (request.method === 'POST' && pathname.startsWith('/demo/guide/')) {
      const id = pathname.slice('/demo/guide/'.length)
      await ACTIONS[id]?.()
      return json(response, book.page())
    }
    return false
  }

  function stream(response: ServerResponse): boolean {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      connection: 'keep-alive',
    })
    streams.add(response)
    response.on('close', () => streams.delete(response))
    response.write('event: refresh\ndata: {"type":"refresh"}\n\n')
    return true
  }

  return {
    handler,
    async stop() {
      later.stop()
      stopShop()
      for (const stop of stopListening) stop()
      await stopBus()
      for (const one of streams) one.end()
    },
  }
}

/** The button that answers a card with yes; undefined when it asks nothing any more. */
function pressable(message: Message): string | undefined {
  return elementsOf(message.blocks).find(
    ({ actionId }) => actionId === ACTION_IDS.approve || actionId === ACTION_IDS.chooseMine,
  )?.actionId
}

function json(response: ServerResponse, body: unknown): boolean {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  return true
}
