// A round of work every so often, never two at a time; what goes wrong in one is heard of and does not end them.

export type Rounds = { start(): void; stop(): Promise<void> }
export type OwnRounds = Rounds & {
  /** A round now, after the one under way; nothing where they were not started. */
  soon(): Promise<void>
}

export function createRounds({
  round,
  everyMs,
  onError,
}: {
  round(): Promise<void>
  everyMs: number
  onError(error: unknown): void
}): OwnRounds {
  let stopped = true
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> = Promise.resolve()

  async function turn(): Promise<void> {
    try {
      await round()
    } catch (error) {
      onError(error)
    }
    if (!stopped) timer = setTimeout(begin, everyMs)
  }

  function begin(): void {
    working = turn()
  }

  return {
    start() {
      stopped = false
      begin()
    },
    async soon() {
      await working
      if (stopped) return
      clearTimeout(timer)
      begin()
      await working
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await working
    },
  }
}
