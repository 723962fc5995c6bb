// `/countersign away`: who decides for somebody while they are away.
import { helpFor } from '../../../../blocks/help.ts'
import { say } from '../../../../blocks/kit/text.ts'
import { readUntil } from './away-until.ts'
import type { Command, CommandReply } from './commands.ts'

/** People as Slack sends them where the manifest has it escape names. */
const NAMED = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>\s*/

export const awayCommand: Command = {
  help: {
    word: 'away',
    longOnly: true,
    about:
      'While you are away, somebody else decides in your place: what your role and limit allow, they may too. It is never handed on, and it ends by itself.',
    usage: [
      { typed: '', does: 'shows who takes your place, and whose place you take' },
      {
        typed: '@ben until 2026-11-25',
        does: 'has Ben decide for you to the end of that day; `until friday` and `3d` too',
      },
      { typed: 'off', does: 'ends it' },
      { typed: '@ana @ben until friday', does: 'has Ben decide for Ana, and `@ana off` ends it (admins)' },
    ],
  },
  async run({ absences, people, clock }, { text, user }) {
    const { names, rest } = split(text)
    const [first, second] = names
    switch (rest.toLowerCase()) {
      case 'help':
        return explained()
      case 'off':
        if (names.length > 1) return explained('Whose absence ends? Name one person.')
        return { text: await absences.end({ by: user, absent: first ?? user }) }
      case '':
        if (first === undefined) return { text: await absences.show(user) }
    }
    if (first === undefined || names.length > 2) return explained(whoIsMeant(rest))
    const until = readUntil(rest, { now: clock(), timeZone: await people.timeZone(user) })
    if (until.status === 'unclear') return { text: until.because }
    const [absent, to] = second === undefined ? [user, first] : [first, second]
    return { text: await absences.begin({ by: user, absent, to, until: until.until }) }
  },
}

function split(text: string): { names: string[]; rest: string } {
  const names: string[] = []
  let rest = text.trim()
  for (let found = NAMED.exec(rest); found?.[1] !== undefined; found = NAMED.exec(rest)) {
    names.push(found[1])
    rest = rest.slice(found[0].length)
  }
  return { names, rest }
}

function whoIsMeant(rest: string): string {
  const name = /@\S+/.exec(rest)?.[0]
  if (name === undefined) return 'Who decides while you are away? Begin with their name.'
  return `Slack does not say who "${say(name, 40)}" is: choose the person from the list that opens while you type the name.`
}

function explained(because?: string): CommandReply {
  return because === undefined
    ? { text: 'How to use /countersign away', blocks: helpFor(awayCommand.help) }
    : { text: because, blocks: helpFor(awayCommand.help) }
}
