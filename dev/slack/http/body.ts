// Reads request bodies with a limit, as the three content types in use: JSON, form, multipart file.
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../../src/contracts/app-error.ts'

const MIB = 1024 * 1024
const MAX_BODY = 64 * MIB

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw new AppError('slack.body_too_large', 'The request body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export const contentType = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** undefined: not JSON, or not an object. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    return isObject ? (parsed as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** The first file part of a multipart body, or the body itself when it is not multipart. */
export async function fileBytes(request: IncomingMessage, body: Buffer): Promise<Uint8Array> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  for (const value of form.values()) {
    if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer())
  }
  throw new AppError('slack.no_file', 'The upload holds no file.')
}
