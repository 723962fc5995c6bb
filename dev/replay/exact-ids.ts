// Capture tools that parse JSON round ids beyond 2^53 ("order_id": 820982911946154500). The exact id often stands in the same
// folder, as the end of an admin_graphql_api_id; then it is put back, so that a refund finds its order again.
import type { Captured } from './captured.ts'

const GRAPHQL_ID = /gid:\/\/shopify\/\w+\/(\d{16,})/g
const STRING_OR_LARGE_NUMBER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])\d{16,}(?![\d.eE])/g

export function restoreExactIds(captured: readonly Captured[]): { captured: Captured[]; restored: number } {
  const exact = exactIds(captured)
  let restored = 0
  const repaired = captured.map((one) => ({
    ...one,
    body: one.body.replace(STRING_OR_LARGE_NUMBER, (token) => {
      const id = token.startsWith('"') ? undefined : exact.get(Number(token))
      if (id === undefined || id === token) return token
      restored += 1
      return id
    }),
  }))
  return { captured: repaired, restored }
}

/** By the double they round to; two ids that round to the same one cannot be told apart and are left out. */
function exactIds(captured: readonly Captured[]): Map<number, string> {
  const byRounded = new Map<number, string>()
  const unclear = new Set<number>()
  for (const { body } of captured) {
    for (const [, id = ''] of body.matchAll(GRAPHQL_ID)) {
      const known = byRounded.get(Number(id))
      if (known !== undefined && known !== id) unclear.add(Number(id))
      byRounded.set(Number(id), id)
    }
  }
  for (const rounded of unclear) byRounded.delete(rounded)
  return byRounded
}
