// Sends captured webhooks again, one after the other, and says what became of each.
import { AppError } from '../../src/contracts/app-error.ts'
import type { Clock } from '../../src/contracts/clock.ts'
import type { Captured } from './captured.ts'
import type { Sender } from './signed-request.ts'

export type Replayed = { file: string; topic: string; status: number; said: string }

export type ReplayOptions = {
  captured: readonly Captured[]
  url: string
  secret: string
  sign: Sender
  clock: Clock
  print(line: string): void
}

/** Throws `replay.no_app` when nobody listens at the address. */
export async function replay({ captured, url, secret, sign, clock, print }: ReplayOptions): Promise<Replayed[]> {
  const answers: Replayed[] = []
  for (const one of captured) {
    const { path, headers } = sign(one, secret, clock())
    const { status, said } = await post(new URL(path, url), headers, one.body)
    const answer = { file: one.file, topic: one.topic ?? '', status, said }
    answers.push(answer)
    print(`${status}  ${said.padEnd(10)}  ${answer.topic.padEnd(52)}  ${one.file}`)
  }
  return answers
}

export function accepted({ status }: Replayed): boolean {
  return status >= 200 && status < 300
}

/** "63 sent: 63 accepted (60 stored, 3 duplicate), 0 not". */
export function summary(answers: readonly Replayed[]): string {
  const good = answers.filter(accepted)
  const counts = new Map<string, number>()
  for (const { said } of good) counts.set(said, (counts.get(said) ?? 0) + 1)
  const detail = [...counts].map(([said, count]) => `${count} ${said}`).join(', ')
  return `${answers.length} sent: ${good.length} accepted${detail === '' ? '' : ` (${detail})`}, ${answers.length - good.length} not`
}

async function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; said: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    return { status: response.status, said: word(await response.text()) }
  } catch (cause) {
    throw new AppError(
      'replay.no_app',
      `no app answers at ${url.origin}: start it with "npm start", or give its address with --url`,
      { cause },
    )
  }
}

/** The answer's `status`, or its `error`. */
function word(text: string): string {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null) return ''
    const { status, error } = answer as { status?: unknown; error?: unknown }
    return String(status ?? error ?? '')
  } catch {
    return ''
  }
}
