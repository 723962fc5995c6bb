// What the order desk shows: its card, its modals, its Home.
import type { types } from '@slack/bolt'

type KnownBlock = types.KnownBlock
type ModalView = types.ModalView

export function card(id: string, state: 'open' | string): KnownBlock[] {
  const head: KnownBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: `Hold order #${id}?`, emoji: true } },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: `*fraud_detection* would *hold* it · confidence *0.62*\n*HK$ 5,480* (US$ 702, limit 500) · 2 items to Kowloon`,
      },
      accessory: {
        type: 'overflow',
        action_id: 'more',
        options: [
          { text: { type: 'plain_text', text: 'Edit' }, value: `edit ${id}` },
          { text: { type: 'plain_text', text: 'Evidence' }, value: `evidence ${id}` },
        ],
      },
    },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Speaks for it*\nNew card, third address this week' },
        { type: 'mrkdwn', text: '*Speaks against it*\nCustomer since 2021, 14 orders' },
      ],
    },
  ]
  if (state !== 'open') return [...head, { type: 'context', elements: [{ type: 'mrkdwn', text: state }] }]
  return [
    ...head,
    {
      type: 'actions',
      block_id: `decide-${id}`,
      elements: [
        {
          type: 'button',
          action_id: 'approve',
          style: 'primary',
          text: { type: 'plain_text', text: 'Approve' },
          value: id,
        },
        {
          type: 'button',
          action_id: 'reject',
          style: 'danger',
          text: { type: 'plain_text', text: 'Reject' },
          value: id,
          confirm: {
            title: { type: 'plain_text', text: 'Reject the hold?' },
            text: { type: 'mrkdwn', text: `Order *#${id}* ships today.` },
            confirm: { type: 'plain_text', text: 'Reject it' },
            deny: { type: 'plain_text', text: 'Keep looking' },
            style: 'danger',
          },
        },
        { type: 'button', action_id: 'stuck', text: { type: 'plain_text', text: 'Ask again' }, value: id },
      ],
    },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: 'Approving holds the order and tells nobody. Asked of <!subteam^S0REVIEW1>.' },
      ],
    },
  ]
}

export function editModal(id: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'edit_order',
    private_metadata: id,
    title: { type: 'plain_text', text: `Edit order #${id}` },
    submit: { type: 'plain_text', text: 'Approve edit' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'What you change here is what will be done.' } },
      {
        type: 'input',
        block_id: 'hours',
        label: { type: 'plain_text', text: 'Hold for how many hours' },
        hint: { type: 'plain_text', text: 'At most 48' },
        element: { type: 'number_input', action_id: 'hours', is_decimal_allowed: false, initial_value: '24' },
      },
      {
        type: 'input',
        block_id: 'carrier',
        label: { type: 'plain_text', text: 'Carrier' },
        element: {
          type: 'static_select',
          action_id: 'carrier',
          placeholder: { type: 'plain_text', text: 'Choose a carrier' },
          options: ['Kerry', 'SF Express', 'Ninja Van'].map((name) => ({
            text: { type: 'plain_text', text: name },
            value: name.toLowerCase().replace(' ', '-'),
          })),
        },
      },
      {
        type: 'input',
        block_id: 'second',
        optional: true,
        label: { type: 'plain_text', text: 'Who should agree' },
        element: {
          type: 'multi_users_select',
          action_id: 'second',
          placeholder: { type: 'plain_text', text: 'Anyone' },
        },
      },
      {
        type: 'input',
        block_id: 'reason',
        label: { type: 'plain_text', text: 'Why' },
        element: {
          type: 'radio_buttons',
          action_id: 'reason',
          options: [
            { text: { type: 'plain_text', text: 'The address looks wrong' }, value: 'address' },
            {
              text: { type: 'plain_text', text: 'The payment looks wrong' },
              value: 'payment',
              description: { type: 'plain_text', text: 'Names the bank in the note' },
            },
          ],
        },
      },
      {
        type: 'input',
        block_id: 'note',
        optional: true,
        label: { type: 'plain_text', text: 'Note' },
        element: { type: 'plain_text_input', action_id: 'note', multiline: true },
      },
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'show_rules', text: { type: 'plain_text', text: 'Show the rules' } }],
      },
    ],
  }
}

export const RULES: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'The rules' },
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Nobody approves what they asked for themselves.' } }],
}

export function homeBlocks(): KnownBlock[] {
  return [
    { type: 'header', text: { type: 'plain_text', text: 'Your open reviews' } },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '*#1042* HK$ 5,480 · hold? · ship by 18:00' },
      accessory: { type: 'button', action_id: 'show_rules', text: { type: 'plain_text', text: 'Open' } },
    },
    { type: 'divider' },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'One card waits for you.' }] },
  ]
}
