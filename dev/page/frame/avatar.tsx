// A person's or the app's picture: initials on a colour that stays theirs, the mark for the app.
import { Mark } from './icons.tsx'
import { usePage } from './page-context.ts'

const TINTS = 8

export function Avatar({ user, size = 'normal' }: { user: string; size?: 'normal' | 'small' }) {
  const { directory, known } = usePage()
  if (user === known.workspace.app.botUserId) {
    return (
      <span className={`avatar avatar-${size} avatar-app`} aria-hidden="true">
        <Mark />
      </span>
    )
  }
  return (
    <span
      className={`avatar avatar-${size} tint-${tintAt(known.workspace.users.findIndex((each) => each.id === user))}`}
      aria-hidden="true"
    >
      {initialsOf(directory.nameOf(user))}
    </span>
  )
}

export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((each) => each !== '')
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((each) => [...(each ?? '?')][0] ?? '')
    .join('')
    .toUpperCase()
}

/** By place in the workspace's list of people, so that neighbours never look alike. */
export function tintAt(index: number): number {
  return ((index % TINTS) + TINTS) % TINTS
}
