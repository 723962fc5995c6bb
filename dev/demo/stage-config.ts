// The configuration files of a stage: the demo's own, with what only this start knows and what its caller wants otherwise.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whoever tries it reads the clock on their own wall. */
export const OWN_TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'Etc/UTC'

/** The demo's configuration with the addresses of the tools that were just started. */
export function configFolder(
  folder: string,
  [addresses, refunds]: readonly [string, string],
  {
    brisk,
    onlyMustAsk,
    askEverything,
    noBrief,
    timeZone,
  }: { brisk: boolean; onlyMustAsk: boolean; askEverything: boolean; noBrief: boolean; timeZone: string },
): string {
  const target = join(folder, 'config')
  cpSync(new URL('./config', import.meta.url), target, { recursive: true })
  rewrite(join(target, 'topology.yml'), [
    [/http:\/\/127\.0\.0\.1:1\/verify/, addresses],
    [/http:\/\/127\.0\.0\.1:1\/refunds/, refunds],
  ])
  const policy = join(target, 'policy.yml')
  rewrite(policy, [[/time_zone: Etc\/UTC, channel/, `time_zone: ${timeZone}, channel`]])
  if (brisk) rewrite(policy, [[/^settle: .*$/m, 'settle: 2s']])
  if (onlyMustAsk) rewrite(policy, [[/^ {2}sample: .*$/m, '  sample: 0']])
  if (noBrief) rewrite(policy, [[/^ {2}brief_above: .*$/m, '  brief_above: 10000']])
  if (askEverything) rewrite(policy, [[/^ {2}sample: .*$/m, '  sample: 1']])
  return target
}

function rewrite(file: string, changes: readonly [RegExp, string][]): void {
  const before = readFileSync(file, 'utf8')
  const after = changes.reduce((text, [from, to]) => text.replace(from, to), before)
  writeFileSync(file, after)
}
