// Every kind of Slack menu (own options, people, channels, options asked of the app; one or several) over one combobox.
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePage } from '../frame/page-context.ts'
import { type Choice, choiceGroups, filterGroups, isExternal, isMulti, type SelectElement } from '../state/choices.ts'
import { Combobox } from './combobox.tsx'
import { useValue, type ValueProps } from './use-value.ts'

const TYPING_PAUSE_MS = 200

export function SelectMenu(props: ValueProps<SelectElement>) {
  const { element, field } = props
  const value = useValue(props)
  const { directory } = usePage()
  const [query, setQuery] = useState<string | null>(null)
  const known = useMemo(() => choiceGroups(element, directory), [element, directory])
  const external = useExternalChoices({ element, query, load: value.options })
  const groups = isExternal(element) ? external.groups : filterGroups(known, query ?? '')
  const selected = Array.isArray(value.entered)
    ? value.entered
    : typeof value.entered === 'string'
      ? [value.entered]
      : []
  const labels = useRef(new Map<string, Choice>())
  for (const choice of [...known, ...external.groups].flatMap((each) => each.choices))
    labels.current.set(choice.value, choice)

  return (
    <Combobox
      field={field}
      groups={groups}
      selected={selected.map((each) => labels.current.get(each) ?? { value: each, label: each, description: '' })}
      multi={isMulti(element)}
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      placeholder={element.placeholder?.text ?? 'Select an option'}
      locked={value.locked}
      busy={value.busy}
      empty={external.notice ?? 'No matches'}
      query={query}
      onQuery={setQuery}
      onChange={(next) => value.choose(isMulti(element) ? next : (next[0] ?? null))}
    />
  )
}

/** Options the app is asked for while somebody types. */
function useExternalChoices(options: {
  element: SelectElement
  query: string | null
  load: (typed: string) => Promise<ReturnType<typeof choiceGroups>>
}) {
  const { element, query, load } = options
  const [groups, setGroups] = useState<ReturnType<typeof choiceGroups>>([])
  const [notice, setNotice] = useState<string>()
  const latestLoad = useRef(load)
  latestLoad.current = load
  const minimum = 'min_query_length' in element ? (element.min_query_length ?? 3) : 0
  const asks = isExternal(element)

  useEffect(() => {
    if (!asks || query === null) return
    if (query.length < minimum) {
      setGroups([])
      setNotice(`Type ${minimum} or more letters`)
      return
    }
    let current = true
    setNotice('Loading…')
    const timer = window.setTimeout(() => {
      latestLoad.current(query).then(
        (found) => {
          if (!current) return
          setGroups(found)
          setNotice(undefined)
        },
        () => {
          if (current) setNotice('The app did not answer')
        },
      )
    }, TYPING_PAUSE_MS)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [asks, query, minimum])

  return { groups, notice }
}
