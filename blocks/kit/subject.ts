// How an order is named everywhere: "#1042", with its amount, and PRACTICE in front where it is one.
import type { CardData, Subject } from '../card-data.ts'
import { clip, flat } from './text.ts'

/** "#1042", whatever the shop called it, not escaped. */
export function numbered(number: string): string {
  const bare = flat(number).replace(/^#+/, '')
  return `#${clip(bare === '' ? 'without a number' : bare, 40, (part) => part)}`
}

/** "Order #1042 · HK$ 5,480" */
export function named({ number, total }: Subject): string {
  return [`Order ${numbered(number)}`, total].filter((part) => part !== null).join(' · ')
}

export function practiceMark({ practice }: Pick<CardData, 'practice'>): string {
  return practice ? 'PRACTICE · ' : ''
}

/** 0.62, never more digits than an agent can mean. */
export function confidenceText(confidence: number): string {
  return confidence.toFixed(2)
}
