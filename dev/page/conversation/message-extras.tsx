// What hangs below a message: files and reactions.
import type { Message } from '../../slack/contract.ts'
import { PlainText } from '../blocks/display.tsx'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'

export function MessageExtras({ message }: { message: Message }) {
  const { directory, known } = usePage()
  return (
    <>
      {message.files.length === 0 ? null : (
        <ul className="files">
          {message.files.map((file) => (
            <li key={file.id}>
              <a className="file" href={file.url} download={file.name}>
                <Icon name="file" />
                <span>
                  <strong>{file.title || file.name}</strong>
                  <small>{sizeOf(file.size)}</small>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {message.reactions.length === 0 ? null : (
        <ul className="reactions" aria-label="Reactions">
          {message.reactions.map((each) => (
            <li
              key={each.name}
              className={each.users.includes(known.workspace.me) ? 'reaction reaction-mine' : 'reaction'}
              title={each.users.map(directory.nameOf).join(', ')}
            >
              <PlainText text={`:${each.name}:`} /> {each.users.length}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const KILO = 1_024

function sizeOf(bytes: number): string {
  if (bytes < KILO) return `${bytes} bytes`
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} KB`
  return `${(bytes / KILO / KILO).toFixed(1)} MB`
}
