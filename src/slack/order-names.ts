// What in a message may name an order: "#1042", an e-mail address, a tracking number, a bare number. Most certain first.
import { z } from 'zod'

const NUMBERED = /#\s?([A-Za-z]{0,6}-?\d{2,}[A-Za-z0-9-]*)/g
const EMAIL = /[^\s<>|:@]+@[^\s<>|@]+\.[^\s<>|@.,;)]+/g
const TRACKING = /\b(?=[A-Z0-9-]*\d{4})[A-Z]{2,}[A-Z0-9-]{6,}\b/g
/** Not sums of money, times, dates or parts of longer words. */
const BARE = /(?<![\w$€£#.,:/@-])\d{3,}(?![\w%:/@-]|[.,]\d)/g
/** "HK$ 114", "US$ 1,200", "114 HKD": a sum of money however it is written. */
const MONEY =
  /(?:[A-Z]{0,3}[$€£¥]|\b(?:HKD|USD|SGD|AUD|EUR|GBP|CAD|NZD|JPY|CNY|RMB|TWD|MYR)(?![A-Z]))\s*\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d+)?\s?(?:[$€£¥]|(?:HKD|USD|SGD|AUD|EUR|GBP|CAD|NZD|JPY|CNY|RMB|TWD|MYR|dollars?)\b)/g
const MOST = 10

export function orderNamesIn(text: string): string[] {
  const plain = text.replace(/<mailto:[^|>]*\|([^>]*)>/g, '$1').replace(/<(?:https?:|[@#!])[^>]*>/g, ' ')
  const names = [
    ...[...plain.matchAll(NUMBERED)].map(([, name]) => `#${name}`),
    ...[...plain.matchAll(EMAIL)].map(([name]) => name),
    ...[...plain.matchAll(TRACKING)].map(([name]) => name),
    ...[...plain.replace(MONEY, ' ').matchAll(BARE)].map(([name]) => name),
  ]
  const seen = new Set(names.map((name) => name.replace(/^#/, '')))
  return [...seen].slice(0, MOST).map((name) => names.find((each) => each.replace(/^#/, '') === name) ?? name)
}

const Texts = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
])

/** Everything readable of a message: its text, and where other apps put theirs, in blocks and attachments. */
export function wordsOf(message: { text?: string | undefined; blocks?: unknown; attachments?: unknown }): string {
  return [message.text ?? '', ...textsIn(message.blocks, 0), ...textsIn(message.attachments, 0)].join('\n')
}

const DEEPEST = 12

function textsIn(value: unknown, depth: number): string[] {
  const parsed = Texts.safeParse(value)
  if (!parsed.success || depth > DEEPEST) return []
  const { data } = parsed
  if (Array.isArray(data)) return data.flatMap((item) => textsIn(item, depth + 1))
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, member]) =>
    typeof member === 'string'
      ? ['text', 'fallback', 'title', 'pretext'].includes(key)
        ? [member]
        : []
      : textsIn(member, depth + 1),
  )
}
