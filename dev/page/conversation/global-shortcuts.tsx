// The app's shortcuts that need no message, beside the composer.
import { reasonOf } from '../../../src/contracts/app-error.ts'
import { Icon } from '../frame/icons.tsx'
import { MenuButton } from '../frame/menu-button.tsx'
import { usePage } from '../frame/page-context.ts'

export function GlobalShortcuts() {
  const { client, store, known } = usePage()
  const shortcuts = known.workspace.shortcuts.filter((each) => each.type === 'global')
  if (shortcuts.length === 0) return null

  async function run(callbackId: string): Promise<void> {
    const outcome = await client.shortcut({ callbackId })
    if (outcome.status !== 'error') return
    store.settle(outcome.text)
    store.toast('error', outcome.text)
  }

  return (
    <MenuButton
      label="Shortcuts"
      className="icon-button"
      align="start"
      heading="Shortcuts"
      items={shortcuts.map((each) => ({
        key: each.callbackId,
        content: (
          <span className="menu-text">
            {each.name}
            <small>{each.description}</small>
          </span>
        ),
        onChoose: () => {
          run(each.callbackId).catch((error: unknown) => store.toast('error', reasonOf(error)))
        },
      }))}
    >
      <Icon name="bolt" />
    </MenuButton>
  )
}
