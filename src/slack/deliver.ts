// One card to Slack: a new message or a change of the one there is, in its plain form when Slack refuses the full one.
import type { KnownBlock, WebClient } from '@slack/web-api'
import { wordsOnly } from '../../blocks/plain-card.ts'
import type { RenderedCard } from './render-card.ts'
import { type Called, called } from './slack-call.ts'

export type Message = { channel: string; ts: string }

/** Ids only: everybody in the workspace can read metadata. They tell a duplicate from its original. */
export type CardIdentity = { card_id: string; run_id: string; question: number }

export type Delivery = Called<Message> & { plain?: string[] }

export function createDeliver(client: WebClient) {
  const content = (text: string, blocks: KnownBlock[], identity: CardIdentity) => ({
    text,
    ...(blocks.length > 0 ? { blocks } : {}),
    metadata: { event_type: 'countersign_card', event_payload: { ...identity } },
  })

  async function post(
    { channel, thread }: { channel: string; thread: string | undefined },
    card: RenderedCard,
    identity: CardIdentity,
  ): Promise<Called<Message>> {
    const sent = await called(
      client.chat.postMessage({
        channel,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        unfurl_links: false,
        unfurl_media: false,
        ...content(card.text, card.blocks, identity),
      }),
    )
    if (sent.status !== 'ok') return sent
    return { status: 'ok', result: { channel: sent.result.channel ?? channel, ts: sent.result.ts ?? '' } }
  }

  async function change(at: Message, card: RenderedCard, identity: CardIdentity): Promise<Called<Message>> {
    const sent = await called(client.chat.update({ ...at, ...content(card.text, card.blocks, identity) }))
    return sent.status === 'ok' ? { status: 'ok', result: at } : sent
  }

  /** `plain` is set when only words got through: Slack's own complaints about the blocks. */
  async function send(
    to: { channel: string; ts?: string; thread?: string | undefined },
    card: RenderedCard,
    identity: CardIdentity,
  ): Promise<Delivery> {
    const { channel, ts, thread } = to
    const attempt = (each: RenderedCard) =>
      ts === undefined ? post({ channel, thread }, each, identity) : change({ channel, ts }, each, identity)
    const first = await attempt(card)
    if (first.status !== 'bad_blocks') return first
    const second = await attempt({ ...card, text: wordsOnly(card.text), blocks: [] })
    return { ...second, plain: first.problems }
  }

  return { send }
}

export type Deliver = ReturnType<typeof createDeliver>
