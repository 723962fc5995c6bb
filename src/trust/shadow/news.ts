// What somebody who starts the app should know of its versions: which are new here without a test behind them, and how those on trial
// are doing. Pure.
import type { AnyAgent } from '../../contracts/agent.ts'
import type { BesideCount, VersionSeen } from '../../ledger/shadow.ts'
import type { Book } from '../grants.ts'
import type { ShadowTest } from './fold.ts'

export type VersionNews = {
  agent: string
  version: string
  what: 'untested' | 'on_trial' | 'at_work'
  words: string
  fix: string
}

/** Enough decisions beside the old version for a test of the usual margin. */
const ENOUGH = 1_000

export function versionNews(about: {
  /** Versions at work, by agent. */
  atWork: ReadonlyMap<string, string>
  challengers: readonly Pick<AnyAgent, 'name' | 'version'>[]
  seen: readonly VersionSeen[]
  beside: readonly BesideCount[]
  tests: readonly ShadowTest[]
  book: Book
  now: number
}): VersionNews[] {
  const { atWork, challengers, tests } = about
  return [
    ...[...atWork].flatMap(([agent, version]) => untested(agent, version, about)),
    ...challengers.flatMap(({ name, version }) => {
      const live = atWork.get(name)
      if (live === version) {
        const by = tests.find(({ took_over }) => took_over?.agent === name && took_over.version === version)?.took_over
          ?.by
        const words = `${name} ${version} has taken over${by ? `, let in by ${by}` : ''}`
        const fix = `Make agents/${fileOf(name)}.ts this version with the next release.`
        return [{ agent: name, version, what: 'at_work' as const, words, fix }]
      }
      return live === undefined ? [] : [onTrial({ agent: name, version, live }, about)]
    }),
  ]
}

/** Somebody else has decided here before, and nothing says that this version is as good. */
function untested(agent: string, version: string, about: Parameters<typeof versionNews>[0]): VersionNews[] {
  const { seen, tests, book, now } = about
  const others = seen.filter((each) => each.agent === agent && each.version !== version)
  const hasPassed = tests.some(({ took_over }) => took_over?.agent === agent && took_over.version === version)
  const isOwn = seen.some((each) => each.agent === agent && each.version === version)
  if (others.length === 0 || hasPassed || isOwn) return []
  const earned = [...book.values()].filter(
    ({ scope, grant }) => scope.agent === agent && scope.version !== version && grant && grant.expires_at > now,
  ).length
  const lost =
    earned === 0
      ? 'it starts at suggestion'
      : `it starts at suggestion, and what the old version was granted (${earned} ${earned === 1 ? 'place' : 'places'}) does not carry over`
  const before = others.map((each) => each.version).join(', ')
  return [
    {
      ...{ agent, version, what: 'untested' },
      words: `${agent} ${version} is new here (before: ${before}) and has no shadow report: ${lost}`,
      fix: `Keep the old version in agents/ and put the new one beside it (agents/README.md); \`npm run shadow -- --agent ${agent}\` then compares them.`,
    },
  ]
}

function onTrial(
  { agent, version, live }: { agent: string; version: string; live: string },
  { beside, tests }: Pick<Parameters<typeof versionNews>[0], 'beside' | 'tests'>,
): VersionNews {
  const test = tests.findLast(({ begun }) => begun.agent === agent && begun.new_version === version)
  const count = beside.find((each) => each.agent === agent && each.version === version && each.live_version === live)
  const said = count?.said ?? 0
  const so = `${agent} ${version} is on trial beside ${live} and decides nothing`
  const how =
    said === 0
      ? 'it has not been asked yet'
      : `${said.toLocaleString('en-US')} decisions so far, the same answer in ${count?.same ?? 0}, none in ${count?.failed ?? 0}`
  if (test?.finished && !test.finished.passed)
    return {
      ...{ agent, version, what: 'on_trial', words: `${so}: its shadow report did not pass` },
      fix: `Take it out, or give what you change a version of its own.`,
    }
  if (test?.finished)
    return {
      ...{ agent, version, what: 'on_trial', words: `${so}: its shadow report has passed` },
      fix: 'A lead or an admin lets it take over with the button under the report in Slack.',
    }
  if (test) {
    const open = test.cases.filter(({ status }) => status === 'open').length
    return {
      ...{ agent, version, what: 'on_trial', words: `${so}: ${open} cases wait for people in Slack` },
      fix: 'Reviewers compare them there; the report follows by itself.',
    }
  }
  return {
    ...{ agent, version, what: 'on_trial', words: `${so}: ${how}` },
    fix: `\`npm run shadow -- --agent ${agent}\` compares them on ${said >= ENOUGH ? 'those' : 'past'} decisions.`,
  }
}

function fileOf(name: string): string {
  return name.replaceAll('_', '-')
}
