// The open list of a combobox.
import { useEffect, useRef } from 'react'
import { PlainText } from '../blocks/display.tsx'
import { Icon } from '../frame/icons.tsx'
import type { Choice, ChoiceGroup } from '../state/choices.ts'

export function ChoiceList(props: {
  /** Options get the ids `${id}-0`, `${id}-1`, … across all groups. */
  id: string
  groups: readonly ChoiceGroup[]
  active: number
  selected: readonly string[]
  multi: boolean
  empty: string
  onChoose: (value: string) => void
}) {
  const { id, groups, active, selected, multi, empty, onChoose } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[id="${CSS.escape(`${id}-${active}`)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  let index = -1

  function row(choice: Choice) {
    index += 1
    return (
      <div
        key={choice.value}
        id={`${id}-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={selected.includes(choice.value)}
        data-active={index === active || undefined}
        className="choice"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChoose(choice.value)}
        onKeyDown={undefined}
      >
        <span className="choice-text">
          <PlainText text={choice.label} />
          {choice.description === '' ? null : <small>{choice.description}</small>}
        </span>
        {selected.includes(choice.value) ? <Icon name="check" /> : null}
      </div>
    )
  }

  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-multiselectable={multi || undefined}
      className="choice-list"
      ref={list}
      tabIndex={-1}
    >
      {groups.map((group) =>
        group.label === '' ? (
          group.choices.map(row)
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: options are grouped by role inside a listbox
          <div key={group.label} role="group" aria-label={group.label}>
            <div className="choice-group" aria-hidden="true">
              {group.label}
            </div>
            {group.choices.map(row)}
          </div>
        ),
      )}
      {groups.every((each) => each.choices.length === 0) ? <div className="choice-empty">{empty}</div> : null}
    </div>
  )
}
