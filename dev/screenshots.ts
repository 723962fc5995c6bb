// `npm run screenshots`: takes the pictures in docs/images anew, of the real product in the try-it workspace.
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { reasonOf } from '../src/contracts/app-error.ts'
import { installedChromium, PICTURED_TIME_ZONE } from './demo/browser-window.ts'
import { createDemoClock } from './demo/clock.ts'
import { dressStage } from './demo/dressed-stage.ts'
import { takeScreenshots } from './demo/screenshots.ts'
import { createStage } from './demo/stage.ts'

const { values } = parseArgs({
  options: { chromium: { type: 'string' }, folder: { type: 'string', default: 'docs/images' } },
})
const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const chromium = values.chromium ?? installedChromium()
  const clock = createDemoClock()
  mkdirSync(values.folder, { recursive: true })
  const stage = await createStage({
    clock: clock.now,
    log: pino({ level: 'warn' }, pino.destination(2)),
    slackRate: 50,
    port: 0,
    brisk: true,
    onlyMustAsk: true,
    timeZone: PICTURED_TIME_ZONE,
    stores: { DATABASE_URL: undefined, REDIS_URL: undefined },
  })
  const dressed = await dressStage(stage, { clock, onError: (error) => say(reasonOf(error)) })
  try {
    const taken = await takeScreenshots({ stage, story: dressed.story, clock, chromium, folder: values.folder })
    for (const path of Object.values(taken)) process.stdout.write(`${path}\n`)
  } finally {
    await dressed.stop()
    await stage.stop()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    say(`The pictures could not be taken: ${reasonOf(error)}`)
    process.exit(1)
  },
)
