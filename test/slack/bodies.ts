// What Slack sends when somebody presses, submits or types, and who is there.
export const ANA = 'U0ANA0001'
export const BEN = 'U0BEN0001'
export const CHLOE = 'U0CHLOE01'
export const OPS = 'C0OPS0001'
export const RESPONSE_URL = 'https://hooks.slack.example/response'

/** A pressed button on a message, as Slack sends it. */
export function press(button: {
  action: string
  value: unknown
  user?: string
  message?: { channel: string; ts: string } | null
  trigger?: string
}) {
  const { action, value, user = BEN, message = { channel: OPS, ts: '1.000100' }, trigger = 'trigger' } = button
  return {
    type: 'block_actions',
    team: { id: 'T0LOCAL01' },
    user: { id: user },
    trigger_id: trigger,
    response_url: RESPONSE_URL,
    container: message
      ? { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: false }
      : { type: 'message', message_ts: '1.1', channel_id: OPS, is_ephemeral: true },
    ...(message ? { channel: { id: message.channel, name: 'ops' } } : {}),
    actions: [
      {
        type: 'button',
        action_id: action,
        block_id: 'b',
        action_ts: '1',
        value: typeof value === 'string' ? value : JSON.stringify(value),
      },
    ],
  }
}

/** A submitted form. */
export function submit(form: { callback: string; metadata: unknown; values: Record<string, unknown>; user?: string }) {
  const values = Object.fromEntries(Object.entries(form.values).map(([field, value]) => [field, { [field]: value }]))
  return {
    type: 'view_submission',
    team: { id: 'T0LOCAL01' },
    user: { id: form.user ?? BEN },
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: form.callback,
      private_metadata: JSON.stringify(form.metadata),
      state: { values },
    },
  }
}

export function type(command: string, text: string, user = BEN) {
  return {
    command,
    text,
    user_id: user,
    team_id: 'T0LOCAL01',
    channel_id: OPS,
    trigger_id: 'trigger',
    response_url: RESPONSE_URL,
  }
}
