// A small approval app with everything the page must be able to show: a card, a modal with validation, a second view on top,
// a command, a shortcut, a Home.
import type { App } from '@slack/bolt'
import type { LocalSlack } from '../../dev/slack/local-slack.ts'
import { card, editModal, homeBlocks, RULES } from './order-desk-blocks.ts'

export const ORDERS = 'C0ORDERS1'

export const MANIFEST = {
  display_information: { name: 'Order desk' },
  features: {
    bot_user: { display_name: 'orderdesk' },
    slash_commands: [
      { command: '/order', description: 'Which agent did what, when and why', usage_hint: '<id>', should_escape: true },
      { command: '/review', description: 'Step through the open cards' },
      { command: '/silent', description: 'Is never answered' },
    ],
    shortcuts: [
      { name: 'Ask for a review', type: 'global', callback_id: 'ask_review', description: 'Start a review request' },
      {
        name: 'Send to review',
        type: 'message',
        callback_id: 'send_to_review',
        description: 'Make a card of this message',
      },
    ],
  },
  oauth_config: { scopes: { bot: ['chat:write', 'commands', 'im:write', 'users:read', 'app_mentions:read'] } },
  settings: { event_subscriptions: { bot_events: ['app_home_opened', 'app_mention', 'message.im'] } },
}

export const SEED = {
  team: { id: 'T0HARBOUR', name: 'Harbour Lane', domain: 'harbour' },
  users: [
    { id: 'U0ANA0001', name: 'ana', realName: 'Ana Lim', title: 'reviewer', isAdmin: true, isOwner: true },
    { id: 'U0BEN0001', name: 'ben', realName: 'Ben Okafor', title: 'reviewer' },
    { id: 'U0MEI0001', name: 'mei', realName: 'Mei Chan', title: 'manager' },
  ],
  channels: [
    { id: 'C0GENERAL', name: 'general', topic: 'Everything that concerns everyone' },
    { id: ORDERS, name: 'orders', topic: 'Cards that wait for a person' },
    { id: 'C0NIGHT01', name: 'night-shift', kind: 'private' as const, members: ['U0ANA0001', 'U0BEN0001', 'bot'] },
    { id: 'C0PRICES1', name: 'pricing', members: ['U0MEI0001', 'bot'] },
  ],
  groups: [{ id: 'S0REVIEW1', handle: 'reviewers', name: 'Order reviewers', users: ['U0ANA0001', 'U0BEN0001'] }],
}

export function postCard(slack: LocalSlack, app: App, id: string): Promise<unknown> {
  return app.client.chat.postMessage({
    token: slack.botToken,
    channel: ORDERS,
    text: `Hold order #${id}? HK$ 5,480`,
    blocks: card(id, 'open'),
  })
}

export function orderDesk(app: App): void {
  app.action('approve', async ({ ack, body, respond, action }) => {
    await ack()
    const id = 'value' in action ? String(action.value) : ''
    const done = `:white_check_mark: Approved by <@${body.user.id}>`
    await respond({ replace_original: true, text: `Order #${id} is held`, blocks: card(id, done) })
  })
  app.action('reject', async ({ ack, body, respond, action }) => {
    await ack()
    const id = 'value' in action ? String(action.value) : ''
    await respond({ replace_original: true, text: 'Rejected', blocks: card(id, `Rejected by <@${body.user.id}>`) })
  })
  app.action('more', async ({ ack, body, client, action }) => {
    await ack()
    const chosen = 'selected_option' in action ? (action.selected_option?.value ?? '') : ''
    if (chosen.startsWith('edit') && 'trigger_id' in body) {
      await client.views.open({ trigger_id: body.trigger_id, view: editModal(chosen.split(' ')[1] ?? '') })
    }
  })
  app.action('show_rules', async ({ ack, body, client }) => {
    await ack()
    if ('trigger_id' in body) await client.views.push({ trigger_id: body.trigger_id, view: RULES })
  })
  app.view('edit_order', async ({ ack, view, body, client }) => {
    const hours = Number(view.state.values['hours']?.['hours']?.value)
    if (hours > 48) {
      await ack({ response_action: 'errors', errors: { hours: 'A hold lasts at most 48 hours.' } })
      return
    }
    await ack()
    const carrier = view.state.values['carrier']?.['carrier']?.selected_option?.text.text
    await client.chat.postMessage({
      channel: ORDERS,
      text: `<@${body.user.id}> edited #${view.private_metadata}: hold ${hours} h, ${carrier}`,
    })
  })
  app.command('/order', async ({ ack, command }) => {
    await ack({
      response_type: 'ephemeral',
      text: `*Order #${command.text}* was held at 14:07 by <@${command.user_id}>.`,
    })
  })
  app.command('/review', async ({ ack }) => ack('Nothing waits for you.'))
  app.shortcut('send_to_review', async ({ ack, shortcut, client }) => {
    await ack()
    if (shortcut.type !== 'message_action') return
    await client.chat.postMessage({
      channel: shortcut.channel.id,
      thread_ts: shortcut.message.ts,
      text: `<@${shortcut.user.id}> sent this to review.`,
    })
  })
  app.shortcut('ask_review', async ({ ack, shortcut, client }) => {
    await ack()
    await client.views.open({ trigger_id: shortcut.trigger_id, view: editModal('1042') })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: homeBlocks() } })
  })
}
