// What was typed and not sent, per conversation, for as long as the page is open. A guide's step may put text here.
import { useSyncExternalStore } from 'react'

const drafts = new Map<string, string>()
const listeners = new Set<() => void>()

export function draftId(user: string, conversation: string): string {
  return `${user} ${conversation}`
}

export function setDraft(key: string, text: string): void {
  drafts.set(key, text)
  for (const listener of [...listeners]) listener()
}

export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => drafts.get(key) ?? '',
  )
  return [text, (next) => setDraft(key, next)]
}
