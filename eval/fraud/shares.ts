// Counting and taking shares.

/** Null where there is nothing to take a share of. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Number((part / whole).toFixed(4))
}

export function count<T>(list: readonly T[], has: (one: T) => boolean): number {
  return list.reduce((sum, one) => sum + (has(one) ? 1 : 0), 0)
}
