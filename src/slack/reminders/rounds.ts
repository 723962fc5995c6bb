// A round of work every so often, never two at a time; what goes wrong in one is heard of and does not end them.

export type Rounds = { start(): void; stop(): Promise<void> }

export function createRounds({
  round,
  everyMs,
  onError,
}: {
  round(): Promise<void>
  everyMs: number
  onError(error: unknown): void
}): Rounds {
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
    async stop() {
      stopped = true
      clearTimeout(timer)
      await working
    },
  }
}
