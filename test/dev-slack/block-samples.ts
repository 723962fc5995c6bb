// Short ways to write Block Kit JSON for the rules' tests.
import { checkMessageBlocks, checkView } from '../../dev/slack/block-rules/check.ts'

export type Json = Record<string, unknown>

export const x = (length: number): string => 'x'.repeat(length)
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
export const plain = (text: string): Json => ({ type: 'plain_text', text })
export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text })
export const section = (more: Json = {}): Json => ({ type: 'section', text: mrkdwn('a'), ...more })
export const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Go'), ...more })
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements })
export const option = (index: number, more: Json = {}): Json => ({ text: plain('o'), value: `v${index}`, ...more })
export const confirm = (more: Json = {}): Json => ({
  title: plain('Sure?'),
  text: mrkdwn('Really'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...more,
})
export const input = (element: Json, more: Json = {}): Json => ({ type: 'input', label: plain('L'), element, ...more })
export const modal = (more: Json = {}): Json => ({ type: 'modal', title: plain('T'), blocks: [], ...more })
export const cell = (text: string): Json => ({ type: 'raw_text', text })

export const inMessage = (...blocks: Json[]): string[] => checkMessageBlocks(blocks).map((problem) => problem.pointer)
export const inModal = (view: Json): string[] => {
  const checked = checkView(view, 'modal')
  return checked.status === 'invalid' ? checked.problems.map((problem) => problem.pointer) : []
}
