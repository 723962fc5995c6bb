// Run ids come from buttons and links too: what is no id is simply unknown.

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

export function isRunId(text: string): boolean {
  return UUID.test(text)
}
