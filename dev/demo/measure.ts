// The figure that counts most, measured from outside: what was sent in against what ended.

/** Orders that were sent and have no run that ended: the generator's own ids minus terminal runs. */
export function lostOrders(sent: readonly string[], ended: readonly string[]): string[] {
  const known = new Set(ended)
  return [...new Set(sent)].filter((id) => !known.has(id))
}
