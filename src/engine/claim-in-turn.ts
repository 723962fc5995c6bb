// Runs are claimed when there is room to work on them, never before: a lease must not run out while its run waits in line.

export type ClaimInTurn = (ids: readonly string[]) => Promise<void>

type Waiting = { id: string; settle: () => void; fail: (error: unknown) => void }

export type ClaimOptions<Run> = {
  /** How many are worked on at once. */
  atOnce: number
  /** Claims those that can be had. One call at a time: turns that become free meanwhile go into the next one. */
  claim(ids: string[]): Promise<Run[]>
  idOf(run: Run): string
  /** Never rejects. */
  work(run: Run): Promise<void>
}

/** The returned call resolves when each of its ids was worked on or could not be had; it rejects when claiming failed. */
export function createClaimInTurn<Run>({ atOnce, claim, idOf, work }: ClaimOptions<Run>): ClaimInTurn {
  const line: Waiting[] = []
  let free = atOnce
  let claiming = false

  async function fill(): Promise<void> {
    if (claiming) return
    claiming = true
    while (free > 0 && line.length > 0) {
      const group = line.splice(0, free)
      free -= group.length
      try {
        const runs = new Map((await claim(group.map(({ id }) => id))).map((run) => [idOf(run), run]))
        for (const waiting of group) {
          const run = runs.get(waiting.id)
          // The same id twice in line is worked on once.
          runs.delete(waiting.id)
          if (run === undefined) {
            free += 1
            waiting.settle()
          } else void take(run, waiting)
        }
      } catch (error) {
        free += group.length
        for (const { fail } of group) fail(error)
      }
    }
    claiming = false
  }

  async function take(run: Run, { settle, fail }: Waiting): Promise<void> {
    await work(run).then(settle, fail)
    free += 1
    void fill()
  }

  return async (ids) => {
    const all = ids.map(
      (id) => new Promise<void>((resolve, reject) => line.push({ id, settle: resolve, fail: reject })),
    )
    void fill()
    await Promise.all(all)
  }
}
