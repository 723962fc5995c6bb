// The environment for a process that a test starts: ours, with some variables changed. '' unsets one.

export function childEnvironment(changes: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries({ ...process.env, ...changes }).filter(([, value]) => value !== '')
  return Object.fromEntries(kept)
}
