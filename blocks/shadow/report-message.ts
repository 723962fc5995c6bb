// The report of a test of two versions, with the button that lets the new one take over where it passed.
import type { KnownBlock } from '@slack/web-api'
import type { ShadowReport } from '../../src/contracts/shadow.ts'
import { ACTIONS } from '../ids.ts'
import { actions, button, context, header, sections } from '../kit/elements.ts'
import { mention, say } from '../kit/text.ts'
import { packed } from '../target.ts'
import { actionLines, foundLines, headline, nextLines } from './report-words.ts'

export type ShadowMessage = {
  report: ShadowReport
  /** Grants the new version would take over. */
  inherits: number
  /** Set once it is at work. */
  taken: { by: string } | null
}

const ACTIONS_SHOWN = 12

export function shadowMessage({ report, inherits, taken }: ShadowMessage): KnownBlock[] {
  const { passed, new_version, old_version, agent } = report
  const version = `${say(agent, 60)} ${say(new_version, 20)}`
  return [
    header(headline(report)),
    ...sections(foundLines(report)),
    ...sections(actionLines(report).slice(0, ACTIONS_SHOWN)),
    ...(taken
      ? sections([
          `✅ ${mention(taken.by)} let it take over from ${say(old_version, 20)}: it decides every order that starts from now on.`,
        ])
      : sections(nextLines(report, inherits))),
    ...(passed && !taken
      ? [
          actions('shadow.report', [
            button({
              label: 'Let it take over',
              action: ACTIONS.shadowTakeOver,
              value: packed({ report: report.report }),
              style: 'primary',
              confirm: {
                title: 'Let it take over?',
                text: `${version} decides every order that starts from now on. Orders under way finish with the old version.`,
                yes: 'Let it take over',
                no: 'Not now',
              },
            }),
          ]),
        ]
      : []),
    context([
      'For leads and admins to decide. The comparison is no evidence for autonomy, and nothing of it was carried out.',
    ]),
  ]
}

export function shadowText({ report }: Pick<ShadowMessage, 'report'>): string {
  return say(headline(report), 150)
}
