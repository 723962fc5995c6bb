// What an admin reads when cards cannot be posted: what is wrong, and the one thing that mends it.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, sections } from './kit/elements.ts'
import { say } from './kit/text.ts'

const CURES: Readonly<Record<string, (channel: string) => string>> = {
  no_channel: () => 'No channel is set yet, so questions cannot be posted. Choose one in the setup.',
  not_in_channel: (channel) =>
    `Countersign is not in ${channel}. Type \`/invite @Countersign\` there, or choose another channel.`,
  channel_not_found: (channel) =>
    `Countersign cannot see ${channel}: it is private, or gone. Type \`/invite @Countersign\` there, or choose another channel.`,
  is_archived: (channel) => `${channel} is archived. Unarchive it, or choose another channel.`,
  missing_scope: () =>
    'The app lacks a permission it needs to post. Reinstall it with the current manifest.yml; `npm run doctor` names what is missing.',
  bad_blocks: () =>
    'Slack refused how a card looks: it was posted as plain text and can be answered in the Home tab. The log has the details.',
}
const RESTRICTED = (channel: string): string =>
  `This workspace does not let apps post in ${channel}. Allow it, or choose another channel.`
const LOGIN = "Slack refuses the app's token. Check SLACK_BOT_TOKEN, or reinstall the app; `npm run doctor` says which."

export function troubleNote({ code, channel }: { code: string; channel: string | null }): {
  sentence: string
  blocks: KnownBlock[]
  /** Not about one channel: said once, whichever channel it was met in. */
  everywhere: boolean
} {
  const place = channel === null ? 'the channel' : `<#${say(channel, 30)}>`
  const isLogin = /token|auth|account_inactive|app_uninstalled|team_access/.test(code)
  const cure = Object.hasOwn(CURES, code) ? CURES[code] : code.startsWith('restricted_action') ? RESTRICTED : undefined
  const sentence = cure?.(place) ?? (isLogin ? LOGIN : `Slack does not take cards for ${place} (${say(code, 60)}).`)
  return {
    sentence,
    everywhere: isLogin || code === 'missing_scope',
    blocks: [
      ...sections([
        `⚠️ *Cards are waiting.* ${sentence}`,
        'Nothing is lost: they are posted as soon as this is mended.',
      ]),
      actions('trouble', [button({ label: 'Open setup', action: ACTIONS.setup })]),
    ],
  }
}
