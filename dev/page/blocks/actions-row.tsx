// A row of elements that act the moment they are used.
import type { Element } from 'slack-blocks-to-jsx'
import { ActionElement } from '../elements/action-element.tsx'

export function ActionsRow(props: { blockId: string; elements: readonly Element[]; quiet?: boolean }) {
  const { blockId, elements, quiet = false } = props
  return (
    <div className={quiet ? 'actions-row actions-quiet' : 'actions-row'}>
      {elements.map((element, index) => (
        <ActionElement key={actionKey(element, index)} blockId={blockId} element={element} />
      ))}
    </div>
  )
}

function actionKey(element: Element, index: number): string {
  return ('action_id' in element ? element.action_id : undefined) ?? `${element.type}-${index}`
}
