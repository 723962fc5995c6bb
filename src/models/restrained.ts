// What a model may not decide: the money at stake, and how sure we are when the rules say something else.
import type { Proposal } from '../contracts/proposal.ts'

/** Two judges that disagree are worth even odds, which every policy asks a person about. */
const DISAGREED = 0.5

export function restrained(proposal: Proposal, rules: Proposal): Proposal {
  const counted = { ...proposal, amount: rules.amount }
  if (proposal.action === rules.action) return counted
  const [because] = rules.reasons
  const objection = `The rules propose ${rules.action} (${rules.confidence})${because ? `: ${because.text}` : ''}`
  return {
    ...counted,
    confidence: Math.min(proposal.confidence, DISAGREED),
    against: [objection.slice(0, 300), ...proposal.against].slice(0, 3),
    flags: ['differs_from_rules', ...proposal.flags].slice(0, 12),
  }
}
