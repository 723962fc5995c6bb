// An agent that lives elsewhere: a signed call out, and its answer held against the agent's own output schema.
import { type AnyAgent, agentKey, type Wish } from '../contracts/agent.ts'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, systemClock } from '../contracts/clock.ts'
import type { Proposal } from '../contracts/proposal.ts'
import { remoteSignature, SIGNATURE_HEADER } from './remote-signature.ts'

export type RemoteCall = {
  url: string
  secret: string
  agent: AnyAgent
  /** Parsed by the agent's `input`: what its `reads` declare and nothing else. */
  input: Readonly<Record<string, unknown>>
  /** What people asked to have changed in earlier versions; sent along when there is any. */
  feedback?: readonly Wish[]
  runId: string
  timeoutMs: number
  signal?: AbortSignal
  fetch?: typeof fetch
  clock?: Clock
}

const LARGEST_ANSWER_BYTES = 256 * 1024
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Throws AppError `remote.*`: insecure, timeout, cancelled, unreachable, refused, too_large, unreadable, mismatch. */
export async function callRemoteAgent(call: RemoteCall): Promise<Proposal> {
  const { agent, input, feedback = [], runId, timeoutMs, signal } = call
  const url = allowed(call)
  const body = JSON.stringify({
    agent: agent.name,
    version: agent.version,
    run_id: runId,
    input,
    ...(feedback.length > 0 ? { feedback } : {}),
  })
  const deadline = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)))
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    [SIGNATURE_HEADER]: remoteSignature(call.secret, body, (call.clock ?? systemClock)()),
  }
  const ask = async (mayAskAgain: boolean): Promise<string> => {
    try {
      const response = await (call.fetch ?? fetch)(url, {
        ...{ method: 'POST', headers, body },
        // A redirect would carry the order to a place nobody configured.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      })
      return await textOf(response, agent)
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      if (signal?.aborted) throw failed('cancelled', agent, 'was no longer waited for', cause)
      if (deadline.aborted) throw failed('timeout', agent, 'did not answer in time', cause)
      // A line that was kept for reuse may be closed by the other side just then. Answering twice does no harm.
      if (mayAskAgain) return ask(false)
      throw failed('unreachable', agent, 'could not be reached', cause)
    }
  }
  const text = await ask(true)
  const proposal = agent.output.safeParse(jsonOf(text, agent))
  if (!proposal.success) throw failed('mismatch', agent, 'answered with something that is no proposal', proposal.error)
  return proposal.data
}

function allowed({ url, secret, agent }: RemoteCall): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !(parsed.protocol === 'https:' || (parsed.protocol === 'http:' && LOOPBACK.test(parsed.hostname))))
    throw failed('insecure', agent, 'has an address that is not https')
  if (secret === '') throw failed('insecure', agent, 'has no secret to sign with')
  return parsed
}

/** Reads no more than the limit, whatever length the other side announced. */
async function textOf(response: Response, agent: AnyAgent): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (!response.ok) {
    await response.body?.cancel()
    throw failed('refused', agent, `answered with ${response.status || 'a redirect'}`)
  }
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > LARGEST_ANSWER_BYTES) throw failed('too_large', agent, 'answered with more than 256 KiB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string, agent: AnyAgent): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw failed('unreadable', agent, 'answered with something that is not JSON', cause)
  }
}

function failed(code: string, agent: AnyAgent, what: string, cause?: unknown): AppError {
  return new AppError(`remote.${code}`, `the remote agent ${agentKey(agent)} ${what}`, { cause })
}
