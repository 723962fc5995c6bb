// Who you are, and whom you can be instead: the local workspace has no log-in. Each window can be somebody else (?user=U…).
import type { Member } from '../../slack/contract.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icons.tsx'
import { MenuButton } from './menu-button.tsx'
import { usePage } from './page-context.ts'

export function UserSwitch() {
  const { directory, switchUser } = usePage()
  const { me, people } = directory
  if (me === undefined) return null
  return (
    <MenuButton
      label={`You are ${me.realName || me.name}${roleOf(me)}. Switch person`}
      className="bar-button user-switch"
      heading="See the workspace as"
      items={people.map((person) => ({
        key: person.id,
        checked: person.id === me.id,
        content: <PersonLine person={person} />,
        onChoose: () => {
          if (person.id !== me.id) switchUser(person.id)
        },
      }))}
    >
      <Avatar user={me.id} size="small" />
      <span className="bar-label">
        You are <strong>{me.realName || me.name}</strong>
        {roleOf(me)}
      </span>
      <Icon name="chevron-down" />
    </MenuButton>
  )
}

function roleOf(person: Member): string {
  return person.title === '' ? '' : ` (${person.title})`
}

function PersonLine({ person }: { person: Member }) {
  return (
    <>
      <Avatar user={person.id} size="small" />
      <span className="menu-text">
        {person.realName || person.name}
        {person.title === '' ? null : <small>{person.title}</small>}
      </span>
      <Icon name="check" />
    </>
  )
}
