// One error class for the whole system: a short stable code for programs, one sentence for people, the cause for the log.

export class AppError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** The message of anything that can be thrown; never fails. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
