// The random draw that decides whether a usual proposal is asked: unknown to agents, repeatable from the secret, one per run and step.
import { createHmac } from 'node:crypto'

/** Uniform in [0, 1) with 48 bits. */
export function drawFor({ secret, runId, step }: { secret: string; runId: string; step: string }): number {
  return createHmac('sha256', secret).update(`${runId}/${step}`).digest().readUIntBE(0, 6) / 2 ** 48
}
