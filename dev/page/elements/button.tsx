// Everything that is pressed once: buttons, links, icon buttons, thumbs up and down.
import type {
  FeedbackButtonsElement,
  ButtonElement as LibraryButton,
  IconButtonElement as LibraryIconButton,
  WorkflowButtonElement,
} from 'slack-blocks-to-jsx'
import { PlainText } from '../blocks/display.tsx'
import { isSafeLink } from '../blocks/mentions.tsx'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'
import { useForm } from './place-form.tsx'

/** Style is 'primary' or 'danger' on the wire; the library's type says less. */
function styleOf(element: { style?: unknown }): string {
  return element.style === 'primary' ? ' button-primary' : element.style === 'danger' ? ' button-danger' : ''
}

export function ButtonElement({ blockId, element }: { blockId: string; element: LibraryButton }) {
  const form = useForm()
  const actionId = element.action_id ?? ''
  const busy = form.isBusy(blockId, actionId)
  const className = `button${styleOf(element)}`
  const press = () => form.act({ blockId, actionId, confirm: element.confirm })
  const name = element.accessibility_label === undefined ? {} : { 'aria-label': element.accessibility_label }
  if (element.url !== undefined && isSafeLink(element.url)) {
    return (
      <a className={className} href={element.url} target="_blank" rel="noopener noreferrer" onClick={press} {...name}>
        <PlainText text={element.text.text} />
        <Icon name="open" />
      </a>
    )
  }
  return (
    <button
      type="button"
      className={className}
      aria-busy={busy}
      disabled={form.locked}
      onClick={busy ? undefined : press}
      {...name}
    >
      <span className="button-text">
        <PlainText text={element.text.text} />
      </span>
    </button>
  )
}

/** Workflows are not part of the local workspace; the button shows that there is one. */
export function WorkflowElement({ element }: { element: WorkflowButtonElement }) {
  return (
    <button
      type="button"
      className={`button${styleOf(element)}`}
      disabled
      title="Workflows do not run in the local workspace"
    >
      <PlainText text={element.text.text} />
    </button>
  )
}

export function IconButtonElement({ blockId, element }: { blockId: string; element: LibraryIconButton }) {
  const form = useForm()
  const { known } = usePage()
  const actionId = element.action_id ?? ''
  const audience = element.visible_to_user_ids
  if (audience !== undefined && !audience.includes(known.workspace.me)) return null
  return (
    <button
      type="button"
      className="button button-quiet"
      aria-label={element.accessibility_label ?? element.text.text}
      aria-busy={form.isBusy(blockId, actionId)}
      onClick={() => form.act({ blockId, actionId, confirm: element.confirm })}
    >
      <Icon name={element.icon === 'trash' ? 'trash' : 'dot'} />
      <span>{element.text.text}</span>
    </button>
  )
}

export function FeedbackElement({ blockId, element }: { blockId: string; element: FeedbackButtonsElement }) {
  const form = useForm()
  const actionId = element.action_id ?? ''
  const given = form.values[blockId]?.[actionId]
  const choices = [
    { ...element.positive_button, icon: 'thumb-up' as const },
    { ...element.negative_button, icon: 'thumb-down' as const },
  ]
  return choices.map((choice) => (
    <button
      key={choice.icon}
      type="button"
      className="button button-quiet"
      aria-label={choice.accessibility_label ?? choice.text.text}
      aria-pressed={given === choice.value}
      onClick={() => form.act({ blockId, actionId, entered: choice.value })}
    >
      <Icon name={choice.icon} />
      <span>{choice.text.text}</span>
    </button>
  ))
}
