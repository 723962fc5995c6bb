// A message as it is said aloud: names instead of ids, no markup.
import type { Message } from '../../slack/contract.ts'
import type { Directory } from './directory.ts'

const REFERENCE = /<([@#!]?)([^>|]+)(?:\|([^>]*))?>/g

export function spokenMessage(message: Message, directory: Directory): string {
  const channel = directory.channel(message.channel)
  const where = channel === undefined ? '' : ` in ${directory.titleOf(channel)}`
  const forWhom = message.ephemeral ? ', only visible to you' : ''
  return `${directory.nameOf(message.user)}${where}${forWhom}: ${spokenText(message.text, directory)}`
}

export function spokenText(text: string, directory: Directory): string {
  return text
    .replace(REFERENCE, (_, sign: string, target: string, label: string | undefined) =>
      named({ sign, target, label }, directory),
    )
    .replace(/[*_~`]/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

function named(reference: { sign: string; target: string; label: string | undefined }, directory: Directory): string {
  const { sign, target, label } = reference
  if (sign === '@') return directory.nameOf(target)
  if (sign === '#') return `#${directory.channel(target)?.name ?? label ?? target}`
  if (sign === '') return label ?? target
  const group = target.startsWith('subteam^') ? directory.groupHandle(target.slice('subteam^'.length)) : undefined
  return group !== undefined ? `@${group}` : (label ?? `@${target}`)
}
