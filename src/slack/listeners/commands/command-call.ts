// A typed command as Slack sends it, parsed once.
import { z } from 'zod'

export const Typed = z
  .object({
    text: z.string().default(''),
    user_id: z.string(),
    trigger_id: z.string(),
    response_url: z.url(),
  })
  .transform(({ text, user_id, trigger_id, response_url }) => ({
    text: unescaped(text).trim(),
    user: user_id,
    trigger: trigger_id,
    responseUrl: response_url,
  }))
export type Typed = z.infer<typeof Typed>

/** "stop fraud_detection" as its first word and the rest. */
export function firstWord(text: string): [string, string] {
  const [word = '', ...rest] = text.split(/\s+/)
  return [word.toLowerCase(), rest.join(' ')]
}

/** Slack escapes these three in what people type; an e-mail address may come as a link. */
export function unescaped(text: string): string {
  return text
    .replace(/<mailto:[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
