// What people call what they did, as actions of an agent.

const WORDS: Readonly<Record<string, readonly string[]>> = {
  release: [
    'released',
    'shipped',
    'ship',
    'approved',
    'approve',
    'accepted',
    'accept',
    'fulfilled',
    'paid',
    'ok',
    'allow',
    'allowed',
  ],
  hold: ['held', 'on hold', 'review', 'reviewed', 'manual review', 'pending', 'flagged', 'flag'],
  cancel: ['cancelled', 'canceled', 'refused', 'declined', 'blocked', 'rejected', 'reject', 'block', 'voided'],
  clear: ['cleared', 'accepted', 'ok', 'fine', 'deliverable', 'shipped', 'released'],
}

/** Null for a word that means none of the agent's actions, or more than one of them. */
export function decisionOf(text: string, actions: readonly string[]): string | null {
  const word = text.toLowerCase().replace(/[_-]+/g, ' ').trim()
  const exact = actions.find((action) => action.replaceAll('_', ' ') === word)
  if (exact !== undefined) return exact
  const meant = actions.filter((action) => WORDS[action]?.includes(word))
  return meant.length === 1 ? (meant[0] ?? null) : null
}
