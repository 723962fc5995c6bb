// The small approval app the protocol tests talk to: a card, a modal with validation, a command, a home, a mention.
import type { App, types } from '@slack/bolt'

type KnownBlock = types.KnownBlock
type ModalView = types.ModalView

export const MANIFEST = {
  display_information: { name: 'Front desk' },
  features: {
    bot_user: { display_name: 'frontdesk' },
    slash_commands: [
      { command: '/case', description: 'Look a case up', usage_hint: '<id>', should_escape: true },
      { command: '/slow', description: 'Answers later' },
      { command: '/broken', description: 'Never answers' },
    ],
    shortcuts: [
      { name: 'New case', type: 'global', callback_id: 'new_case', description: 'Open a case' },
      { name: 'Make a case', type: 'message', callback_id: 'from_message', description: 'From a message' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'chat:write',
        'commands',
        'im:write',
        'users:read',
        'usergroups:read',
        'channels:read',
        'channels:history',
        'im:history',
        'reactions:write',
        'files:write',
      ],
    },
  },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'app_mention', 'message.im', 'member_joined_channel'] },
  },
}

export const card = (title: string, value = 'case-1'): KnownBlock[] => [
  { type: 'section', block_id: 'about', text: { type: 'mrkdwn', text: `*${title}*` } },
  {
    type: 'actions',
    block_id: 'answer',
    elements: [
      { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' }, style: 'primary', value },
      { type: 'button', action_id: 'edit', text: { type: 'plain_text', text: 'Edit' }, value },
      { type: 'button', action_id: 'dismiss', text: { type: 'plain_text', text: 'Dismiss' }, value },
    ],
  },
]

export const amountModal = (metadata = ''): ModalView => ({
  type: 'modal',
  callback_id: 'edit_amount',
  private_metadata: metadata,
  notify_on_close: true,
  title: { type: 'plain_text', text: 'Edit amount' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [
    {
      type: 'input',
      block_id: 'amount',
      label: { type: 'plain_text', text: 'Amount' },
      element: { type: 'number_input', action_id: 'value', is_decimal_allowed: true },
    },
    {
      type: 'input',
      block_id: 'why',
      optional: true,
      label: { type: 'plain_text', text: 'Why' },
      element: {
        type: 'static_select',
        action_id: 'reason',
        options: ['price', 'typo'].map((value) => ({ text: { type: 'plain_text', text: value }, value })),
      },
    },
  ],
})

/** `seen` collects what the app was sent, for asserts. */
export function registerDesk(app: App, seen: Record<string, unknown>[]): void {
  const note = (what: string, body: object): void => {
    seen.push({ what, ...body })
  }
  app.action('approve', async ({ ack, body, respond, client }) => {
    note('approve', body)
    await ack()
    await respond({ replace_original: true, text: `Approved by <@${body.user.id}>` })
    if (body.type === 'block_actions' && body.channel !== undefined && body.message !== undefined) {
      const threadTs = body.message.ts
      await client.chat.postMessage({ channel: body.channel.id, thread_ts: threadTs, text: 'It is done.' })
    }
  })
  app.action('edit', async ({ ack, body, client }) => {
    note('edit', body)
    await ack()
    if (body.type !== 'block_actions') return
    await client.views.open({ trigger_id: body.trigger_id, view: amountModal(body.message?.ts) })
  })
  app.action('dismiss', async ({ ack, body, respond }) => {
    note('dismiss', body)
    await ack()
    await respond({ delete_original: true })
  })
  app.view('edit_amount', async ({ ack, body, view }) => {
    note('submit', body)
    const amount = Number(view.state.values['amount']?.['value']?.value)
    if (amount > 500) await ack({ response_action: 'errors', errors: { amount: 'The limit is 500.' } })
    else if (amount === 7) await ack({ response_action: 'update', view: amountModal('seven') })
    else if (amount === 8) await ack({ response_action: 'push', view: amountModal('eight') })
    else await ack()
  })
  app.view({ callback_id: 'edit_amount', type: 'view_closed' }, async ({ ack, body }) => {
    note('closed', body)
    await ack()
  })
  app.command('/case', async ({ ack, command }) => {
    note('command', command)
    await ack({ response_type: 'ephemeral', text: `Case ${command.text}` })
  })
  app.command('/slow', async ({ ack, respond }) => {
    await ack()
    await respond({ response_type: 'in_channel', text: 'Took a while.' })
  })
  app.command('/broken', async ({ command }) => {
    note('broken', command)
  })
  app.shortcut('new_case', async ({ ack, body, client }) => {
    note('shortcut', body)
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: amountModal('new') })
  })
  app.shortcut('from_message', async ({ ack, body }) => {
    note('message_shortcut', body)
    await ack()
  })
  app.event('app_home_opened', async ({ event, client }) => {
    note('home', event)
    const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: `Hello <@${event.user}>` } }]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  })
  app.event('app_mention', async ({ event, client }) => {
    note('mention', event)
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: 'You called?' })
  })
  app.message(async ({ message, say }) => {
    note('message', message)
    await say('Noted.')
  })
}
