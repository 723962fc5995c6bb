// Every command: acknowledged at once, answered to the person alone, whoever runs the workspace greeted on the way.
import { helpForAll } from '../../../../blocks/help.ts'
import { mention } from '../../../../blocks/kit/text.ts'
import { AppError } from '../../../contracts/app-error.ts'
import { MEMBERS_ONLY } from '../../answer-words.ts'
import { openSetup } from '../actions/setup.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'
import { firstWord, Typed } from './command-call.ts'
import { type CommandReply, commands } from './commands.ts'
import { nearestWord } from './nearest-word.ts'

/** `/order …`, `/agents …` */
export function handleCommand(surface: Surface, word: string): Listener {
  return async ({ body, ack }) => {
    await ack()
    await reply(surface, Typed.parse(body), word)
  }
}

/** `/countersign <word> …` */
export function handleCountersign(surface: Surface): Listener {
  return async ({ body, ack }) => {
    await ack()
    const typed = Typed.parse(body)
    const [word, text] = firstWord(typed.text)
    if (word === 'setup') {
      await openSetup(surface, { user: typed.user, trigger: typed.trigger, view: null })
      return
    }
    await reply(surface, { ...typed, text }, word)
  }
}

async function reply(surface: Surface, typed: Typed, word: string): Promise<void> {
  const { respond, firstMinutes, log } = surface
  // A window is opened within its trigger's three seconds: nothing is asked of Slack before it.
  const answer = await answerTo(surface, typed, word)
  const met = await firstMinutes.meet(typed.user).catch((error: unknown) => {
    log.warn({ err: error }, 'nobody could tell whether there is an admin')
    return null
  })
  if (answer) await respondWith(surface, typed.responseUrl, answer)
  if (met?.status === 'unclaimed') await respond(typed.responseUrl, { to: 'person', text: unclaimed(met.ask) })
}

/** Charts are new to Slack: where it refuses them, the same is said without. */
async function respondWith(
  { respond, log }: Surface,
  url: string,
  { plainly, ...answer }: CommandReply,
): Promise<void> {
  try {
    await respond(url, { to: 'person', ...answer })
  } catch (error) {
    if (!plainly || !(error instanceof AppError) || error.code !== 'slack.response_url') throw error
    log.warn({ err: error }, 'an answer was not taken; it is said without charts')
    await respond(url, { to: 'person', text: answer.text, blocks: plainly })
  }
}

async function answerTo(surface: Surface, typed: Typed, word: string): Promise<CommandReply | null> {
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined
  // `/review` opens its window first and says so in there.
  if (word !== 'review' && !(await surface.people.isActive(typed.user))) return { text: MEMBERS_ONLY }
  if (command) return command.run(surface, { text: typed.text, user: typed.user, trigger: typed.trigger })
  const unknown = word === '' || word === 'help' ? undefined : word
  const all = [...Object.values(commands).map(({ help }) => help)]
  const near = unknown === undefined ? null : nearestWord(unknown, [...Object.keys(commands), 'setup', 'help'])
  const text = near === null ? 'What Countersign can do' : `Did you mean /countersign ${near}?`
  return { text, blocks: helpForAll(all, unknown === undefined ? undefined : { typed: unknown, near }) }
}

function unclaimed(ask: readonly string[]): string {
  const whom = ask.length === 0 ? 'somebody who runs this workspace' : ask.slice(0, 3).map(mention).join(' or ')
  return `Countersign is not set up yet: ask ${whom} to open its Home tab.`
}
