// What was issued is kept a while, and the oldest goes first: late use is answered "expired", not "unknown".

export function keepNewest(issued: Map<string, unknown>, most: number): void {
  if (issued.size <= most) return
  const oldest = issued.keys().next().value
  if (oldest !== undefined) issued.delete(oldest)
}
