// The small bar on a message: answer in a thread, the apps' shortcuts, the link to it.
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { Message } from '../../slack/contract.ts'
import { Icon } from '../frame/icons.tsx'
import { MenuButton, type MenuItem } from '../frame/menu-button.tsx'
import { usePage } from '../frame/page-context.ts'

export function MessageActions({ message, inThread }: { message: Message; inThread: boolean }) {
  const { client, store, known, go } = usePage()
  if (message.ephemeral) return null
  const { channel, ts } = message

  const openThread = () => go({ thread: { channel, ts: message.threadTs ?? ts } })

  async function runShortcut(callbackId: string): Promise<void> {
    const outcome = await client.shortcut({ callbackId, message: { channel, ts } })
    if (outcome.status !== 'error') return
    store.settle(outcome.text)
    store.toast('error', outcome.text)
  }

  const shortcuts: MenuItem[] = known.workspace.shortcuts
    .filter((each) => each.type === 'message')
    .map((each) => ({
      key: each.callbackId,
      content: (
        <>
          <Icon name="bolt" />
          <span className="menu-text">
            {each.name}
            <small>{each.description === '' ? known.workspace.app.name : each.description}</small>
          </span>
        </>
      ),
      onChoose: () => {
        runShortcut(each.callbackId).catch((error: unknown) => store.toast('error', reasonOf(error)))
      },
    }))
  const copy: MenuItem = {
    key: 'copy-link',
    content: (
      <>
        <Icon name="link" />
        <span className="menu-text">Copy link</span>
      </>
    ),
    onChoose: () => {
      navigator.clipboard.writeText(message.permalink).then(
        () => store.toast('info', 'Link copied.'),
        () => store.toast('info', message.permalink),
      )
    },
  }

  const reply: MenuItem = {
    key: 'reply',
    content: (
      <>
        <Icon name="thread" />
        <span className="menu-text">Reply in thread</span>
      </>
    ),
    onChoose: openThread,
  }

  return (
    <div className="message-actions">
      {inThread ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={openThread}
        >
          <Icon name="thread" />
        </button>
      )}
      <MenuButton
        label="More actions"
        className="icon-button"
        items={[...(inThread ? [] : [reply]), ...shortcuts, copy]}
      >
        <Icon name="more" />
      </MenuButton>
    </div>
  )
}
