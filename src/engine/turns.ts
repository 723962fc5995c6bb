// At most so many at once; the rest wait in line.

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

export function createTurns(atOnce: number): InTurn {
  const line: (() => void)[] = []
  let busy = 0

  return async (work) => {
    if (busy >= atOnce) await new Promise<void>((resolve) => line.push(resolve))
    else busy += 1
    try {
      return await work()
    } finally {
      // The place goes to the next in line, or is given back.
      const next = line.shift()
      if (next) next()
      else busy -= 1
    }
  }
}
