// A searchable menu after the WAI-ARIA combobox pattern: the text field keeps the focus, the list is pointed at.
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Icon } from '../frame/icons.tsx'
import { Popup } from '../frame/popup.tsx'
import type { Choice, ChoiceGroup } from '../state/choices.ts'
import { ChoiceList } from './choice-list.tsx'
import { type Field, fieldAttributes } from './field.ts'

export interface ComboboxProps {
  field: Field
  /** Already filtered by `query`. */
  groups: readonly ChoiceGroup[]
  selected: readonly Choice[]
  multi: boolean
  max?: number | undefined
  placeholder: string
  locked: boolean
  busy: boolean
  /** Shown when there is nothing to choose from. */
  empty: string
  /** Null: closed. */
  query: string | null
  onQuery: (query: string | null) => void
  onChange: (values: string[]) => void
}

export function Combobox(props: ComboboxProps) {
  const { field, groups, selected, multi, placeholder, locked, busy, query, onQuery, onChange } = props
  const id = useId()
  const anchor = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [active, setActive] = useState(0)
  const choices = groups.flatMap((each) => each.choices)
  const open = query !== null && !locked
  const values = selected.map((each) => each.value)
  const full = multi && props.max !== undefined && values.length >= props.max

  function show(): void {
    if (open) return
    setActive(
      Math.max(
        0,
        choices.findIndex((each) => values.includes(each.value)),
      ),
    )
    onQuery('')
  }

  function choose(value: string): void {
    if (!multi) {
      onChange([value])
      onQuery(null)
      return
    }
    if (values.includes(value)) onChange(values.filter((each) => each !== value))
    else if (!full) onChange([...values, value])
    onQuery('')
  }

  function remove(value: string): void {
    onChange(values.filter((each) => each !== value))
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (open) setActive((active + step + choices.length) % Math.max(1, choices.length))
      else show()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = choices[active]
      if (!open) show()
      else if (chosen !== undefined) choose(chosen.value)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      onQuery(null)
    } else if (event.key === 'Backspace' && multi && (query ?? '') === '' && values.length > 0) {
      onChange(values.slice(0, -1))
    }
  }

  const shown = open ? query : multi ? '' : (selected[0]?.label ?? '')
  return (
    <div className="combobox" ref={anchor} aria-busy={busy} data-locked={locked || undefined}>
      {multi
        ? selected.map((each) => <Chip key={each.value} choice={each} onRemove={locked ? undefined : remove} />)
        : null}
      <input
        {...fieldAttributes(field)}
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && choices[active] !== undefined ? `${id}-${active}` : undefined}
        value={shown}
        placeholder={
          multi && selected.length > 0 ? '' : open && !multi ? (selected[0]?.label ?? placeholder) : placeholder
        }
        disabled={locked}
        onClick={show}
        onFocus={(event) => event.target.select()}
        onBlur={() => onQuery(null)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setActive(0)
          onQuery(event.target.value)
        }}
      />
      <Icon name="chevron-down" />
      {open ? (
        <Popup anchor={anchor} matchWidth>
          <ChoiceList
            id={id}
            groups={groups}
            active={active}
            selected={values}
            multi={multi}
            empty={full ? `At most ${props.max} can be chosen` : props.empty}
            onChoose={choose}
          />
        </Popup>
      ) : null}
    </div>
  )
}

function Chip({ choice, onRemove }: { choice: Choice; onRemove: ((value: string) => void) | undefined }) {
  return (
    <span className="chip">
      {choice.label}
      {onRemove === undefined ? null : (
        <button type="button" aria-label={`Remove ${choice.label}`} onClick={() => onRemove(choice.value)}>
          <Icon name="close" />
        </button>
      )}
    </span>
  )
}
