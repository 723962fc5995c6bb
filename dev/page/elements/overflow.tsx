// The three-dots menu of an app: a menu button whose options act at once.
import type { OverflowMenuElement } from 'slack-blocks-to-jsx'
import { PlainText } from '../blocks/display.tsx'
import { isSafeLink } from '../blocks/mentions.tsx'
import { Icon } from '../frame/icons.tsx'
import { MenuButton } from '../frame/menu-button.tsx'
import { useForm } from './place-form.tsx'

export function OverflowElement({ blockId, element }: { blockId: string; element: OverflowMenuElement }) {
  const form = useForm()
  return (
    <MenuButton
      label="More actions from the app"
      className="button button-square"
      busy={form.isBusy(blockId, element.action_id)}
      disabled={form.locked}
      items={element.options.map((option) => ({
        key: option.value,
        content: (
          <>
            <PlainText text={option.text.text} />
            {option.description === undefined ? null : <small>{option.description.text}</small>}
          </>
        ),
        onChoose() {
          if (option.url !== undefined && isSafeLink(option.url)) window.open(option.url, '_blank', 'noopener')
          form.act({ blockId, actionId: element.action_id, entered: option.value, confirm: element.confirm })
        },
      }))}
    >
      <Icon name="more" />
    </MenuButton>
  )
}
