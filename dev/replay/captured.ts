// Captured webhooks as files: {headers, body, topic} as a capture tool writes them, or a plain body with the topic given.
// Bodies are cut out of the file's text, never parsed and written again: that would round large ids.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isRecord } from '../../src/channels/lenient-fields.ts'
import { readJson } from '../../src/channels/lossless-json.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import { memberText } from './member-text.ts'

export type Captured = { file: string; topic: string | null; headers: Record<string, string>; body: string }

/** A file, or every .json file of a folder by name. Throws `replay.input` with a sentence for the person at the keyboard. */
export function readCaptured(path: string, topic: string | null): Captured[] {
  const files = filesAt(path)
  if (files.length === 0) throw new AppError('replay.input', `there is no .json file in ${path}`)
  return files.map((file) => readOne(file, topic))
}

function filesAt(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw new AppError('replay.input', `${path} does not exist`)
  if (!stat.isDirectory()) return [path]
  const names = readdirSync(path).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => join(path, name))
}

function readOne(path: string, givenTopic: string | null): Captured {
  const file = basename(path)
  const text = readFileSync(path, 'utf8')
  const reading = readJson(Buffer.from(text))
  if (reading.status === 'unreadable') throw new AppError('replay.input', `${file}: ${reading.because}`)
  const { value } = reading
  const wrapped = isRecord(value) && 'body' in value && ('topic' in value || 'headers' in value)
  if (!wrapped) return { file, topic: givenTopic, headers: {}, body: text.trim() }
  const headers = headersOf(value['headers'])
  const topic = typeof value['topic'] === 'string' ? value['topic'] : (headers['x-shopify-topic'] ?? givenTopic)
  const { body } = value
  // Some tools keep the raw body as one string.
  return { file, topic, headers, body: typeof body === 'string' ? body : (memberText(text, 'body') ?? '') }
}

function headersOf(given: unknown): Record<string, string> {
  if (!isRecord(given)) return {}
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value]] : [])),
  )
}
