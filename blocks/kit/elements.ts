// The Block Kit objects our cards use, each with the least that must be said. Texts arrive escaped (`say`) or are ours.
import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
  StaticSelect,
} from '@slack/web-api'
import { plain } from './text.ts'

const SECTION = 2_900

/** `verbatim`: Slack turns nothing in it into links or mentions by itself. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true }
}

export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: plain(text, max), emoji: true }
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, 150) }
}

/** Lines of mrkdwn, as one section; as several when they would not fit into one. */
export function sections(lines: readonly string[]): SectionBlock[] {
  const groups: string[] = []
  for (const line of lines.filter((each) => each !== '')) {
    const last = groups.at(-1)
    if (last !== undefined && last.length + line.length + 1 <= SECTION) groups[groups.length - 1] = `${last}\n${line}`
    else groups.push(line.slice(0, SECTION))
  }
  return groups.map((text) => ({ type: 'section', text: mrkdwn(text) }))
}

export function withButton(text: string, accessory: Button): SectionBlock {
  return { type: 'section', text: mrkdwn(text), accessory }
}

export function columns(fields: readonly string[]): SectionBlock {
  return { type: 'section', fields: fields.map((text) => mrkdwn(text.slice(0, 2_000))) }
}

export function context(texts: readonly string[]): ContextBlock {
  return { type: 'context', elements: texts.slice(0, 10).map((text) => mrkdwn(text.slice(0, SECTION))) }
}

export function divider(): DividerBlock {
  return { type: 'divider' }
}

export type ButtonSpec = {
  label: string
  action: string
  value?: string
  style?: 'primary' | 'danger'
  /** Read out instead of a label that says too little by itself. */
  aloud?: string
  confirm?: { title: string; text: string; yes: string; no: string }
}

export function button({ label, action, value, style, aloud, confirm }: ButtonSpec): Button {
  return {
    type: 'button',
    text: plainText(label, 75),
    action_id: action,
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(aloud === undefined ? {} : { accessibility_label: plain(aloud, 75) }),
    ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
  }
}

/** A choice that takes effect at once. */
export function menu(spec: {
  placeholder: string
  action: string
  choices: readonly { value: string; label: string }[]
}): StaticSelect {
  return {
    type: 'static_select',
    action_id: spec.action,
    placeholder: plainText(spec.placeholder, 150),
    options: spec.choices.slice(0, 100).map(({ value, label }) => ({ text: plainText(label, 75), value })),
  }
}

export function actions(blockId: string, buttons: readonly (Button | StaticSelect)[]): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements: [...buttons] }
}

/** Exact text, as it is: nothing in it is read as formatting. */
export function verbatim(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] }
}

function confirmation({ title, text, yes, no }: NonNullable<ButtonSpec['confirm']>): ConfirmationDialog {
  return {
    title: plainText(title, 100),
    text: plainText(text, 300),
    confirm: plainText(yes, 30),
    deny: plainText(no, 30),
  }
}
