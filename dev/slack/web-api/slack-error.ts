// The answer `{ ok: false, error }` of a Web API method, thrown from wherever it is known.
export class SlackError extends Error {
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'SlackError'
    this.code = code
    this.details = details
  }
}

/** With the `[ERROR] ... [json-pointer:...]` lines Slack puts under response_metadata. */
export const withMessages = (code: string, messages: readonly string[]): SlackError =>
  new SlackError(code, {
    errors: messages.map((each) => each.replace('[ERROR] ', '')),
    response_metadata: { messages },
  })
