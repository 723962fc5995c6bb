// The list above the composer while somebody types a command or a name.
import type { Suggestions } from '../state/suggestions.ts'

export function SuggestionList(props: {
  id: string
  suggestions: Suggestions
  active: number
  commands: boolean
  onChoose: (index: number) => void
}) {
  const { id, suggestions, active, commands, onChoose } = props
  return (
    <div className="suggestions">
      <p className="suggestions-head" aria-hidden="true">
        {commands ? 'Commands' : 'People and groups'}
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> to move, <kbd>Enter</kbd> to choose
        </span>
      </p>
      <div role="listbox" id={`${id}-list`} aria-label={commands ? 'Commands' : 'People and groups'} tabIndex={-1}>
        {suggestions.items.map((item, index) => (
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            data-active={index === active || undefined}
            className="suggestion"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(index)}
            onKeyDown={undefined}
          >
            <strong>{item.title}</strong>
            <span>{item.detail}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
