// Where a person writes: Enter sends, Shift+Enter starts a line, "/" offers commands, "@" offers people.
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { Outcome, SlashCommand } from '../../slack/contract.ts'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'
import { applySuggestion, isCommand, isWholeCommand, linkGroups, suggestionsFor } from '../state/suggestions.ts'
import { draftId, useDraft } from './drafts.ts'
import { GlobalShortcuts } from './global-shortcuts.tsx'
import { SuggestionList } from './suggestion-list.tsx'

export function Composer(props: {
  draftKey: string
  label: string
  /** Empty where Slack takes no commands. */
  commands: readonly SlashCommand[]
  onSay: (text: string) => Promise<unknown>
  onCommand?: (text: string) => Promise<Outcome>
  children?: ReactNode
}) {
  const { draftKey, label, commands, onSay, onCommand, children } = props
  const { store, known, directory } = usePage()
  const [draft, setDraft] = useDraft(draftId(known.workspace.me, draftKey))
  const [caret, setCaret] = useState(draft.length)
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState('')
  const [focused, setFocused] = useState(false)
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const { groups } = known.workspace
  const offered =
    !focused || draft === dismissed
      ? null
      : suggestionsFor({ draft, caret, commands, people: directory.people, groups })
  const chosen = offered === null ? 0 : Math.min(active, offered.items.length - 1)

  useLayoutEffect(() => {
    const box = field.current
    if (box === null || draft === undefined) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
  }, [draft])

  function take(index: number): void {
    if (offered === null) return
    const next = applySuggestion({ draft, suggestions: offered, index })
    setDraft(next.draft)
    setCaret(next.caret)
    setActive(0)
    field.current?.focus()
  }

  async function send(): Promise<void> {
    const text = draft.trim()
    if (text === '' || sending) return
    setSending(true)
    setFailure(null)
    try {
      if (onCommand !== undefined && isCommand(text)) {
        const outcome = await onCommand(text)
        if (outcome.status === 'error') {
          store.settle(outcome.text)
          setFailure(outcome.text)
          return
        }
      } else await onSay(linkGroups(text, groups))
      setDraft('')
      setCaret(0)
    } catch (error) {
      setFailure(reasonOf(error))
    } finally {
      setSending(false)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (offered !== null && step !== 0) {
      event.preventDefault()
      setActive((chosen + step + offered.items.length) % offered.items.length)
    } else if (offered !== null && event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      setDismissed(draft)
    } else if (offered !== null && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault()
      take(chosen)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (offered !== null && !isWholeCommand(draft, commands)) take(chosen)
      else void send()
    }
  }

  return (
    <div className="composer">
      {offered === null ? null : (
        <SuggestionList
          id={id}
          suggestions={offered}
          active={chosen}
          onChoose={take}
          commands={offered.from === 0 && draft.startsWith('/')}
        />
      )}
      {failure === null ? null : (
        <p className="place-failure" role="alert">
          {failure}
        </p>
      )}
      <div className="composer-box">
        <textarea
          ref={field}
          id={onCommand === undefined ? undefined : 'composer'}
          rows={1}
          value={draft}
          placeholder={label}
          aria-label={label}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={offered !== null}
          aria-controls={`${id}-list`}
          aria-activedescendant={offered === null ? undefined : `${id}-${chosen}`}
          readOnly={sending}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={onKeyDown}
          onSelect={(event) => setCaret(event.currentTarget.selectionEnd)}
          onChange={(event) => {
            setDraft(event.target.value)
            setCaret(event.target.selectionEnd)
            setActive(0)
            setFailure(null)
          }}
        />
        <div className="composer-tools">
          {onCommand === undefined ? null : <GlobalShortcuts />}
          {children}
          <button
            type="button"
            className="send"
            aria-label="Send"
            aria-busy={sending}
            disabled={draft.trim() === ''}
            onClick={() => void send()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </div>
  )
}
