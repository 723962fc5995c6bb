// The buttons that stop agents and let them go on, with the question before it.
import type { Button } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { button } from './kit/elements.ts'
import { packed } from './target.ts'

/** `agent` null: all of them. */
export function stopAgentButton({ agent, stopped }: { agent: string | null; stopped: boolean }): Button {
  const who = agent ?? 'all agents'
  const value = packed({ agent: agent === null ? null : agent.slice(0, 200) })
  if (stopped)
    return button({
      label: agent === null ? 'Let all go on' : 'Let it go on',
      action: ACTIONS.startAgent,
      value,
      confirm: { title: 'Let it go on?', text: `${who}: decides as before again.`, yes: 'Go on', no: 'Leave it' },
    })
  return button({
    label: agent === null ? 'Stop all agents' : 'Stop',
    action: ACTIONS.stopAgent,
    value,
    style: 'danger',
    confirm: {
      title: 'Stop?',
      text: `${who}: nothing goes through unasked from now on, and what nobody approved does not begin.`,
      yes: 'Stop',
      no: 'Leave it',
    },
  })
}
