// `npm run agents:fingerprint`: records what each agent version is made of. A recorded version is never rewritten, unless
// `-- --same-behaviour` vouches that the change cannot be noticed (a comment, a format).
import { existsSync, writeFileSync } from 'node:fs'
import { challengers } from '../agents/challengers.ts'
import { agents } from '../agents/index.ts'
import { agentKey } from '../src/contracts/agent.ts'
import { agentFingerprint, FINGERPRINTS, readFingerprints } from './agent-source.ts'

const vouched = process.argv.includes('--same-behaviour')
const recorded = existsSync(FINGERPRINTS) ? readFingerprints() : {}
const refused: string[] = []

const all = [
  ...agents.map((agent) => ({ agent, onTrial: false })),
  ...challengers.map((agent) => ({ agent, onTrial: true })),
]
for (const { agent, onTrial } of all) {
  const key = agentKey(agent)
  const now = agentFingerprint(agent.name, { onTrial })
  if (recorded[key] === now) continue
  if (recorded[key] !== undefined && !vouched) refused.push(key)
  else {
    process.stdout.write(`${recorded[key] === undefined ? 'new' : 'rewritten'}: ${key}\n`)
    recorded[key] = now
  }
}

const sorted = Object.fromEntries(Object.entries(recorded).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(FINGERPRINTS, `${JSON.stringify(sorted, null, 2)}\n`)

for (const key of refused)
  process.stderr.write(`${key} has changed: give it a new version in its file, then run this again\n`)
process.exitCode = refused.length > 0 ? 1 : 0
