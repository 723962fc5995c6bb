// An element that acts the moment it is used: in an actions row, or at the side of a section.
import type { Element } from 'slack-blocks-to-jsx'
import { ButtonElement, FeedbackElement, IconButtonElement, WorkflowElement } from './button.tsx'
import { OverflowElement } from './overflow.tsx'
import { ValueElement } from './value-element.tsx'

export function ActionElement(props: { blockId: string; element: Element; about?: string | undefined }) {
  const { blockId, element, about } = props
  switch (element.type) {
    case 'button':
      return <ButtonElement blockId={blockId} element={element} />
    case 'workflow_button':
      return <WorkflowElement element={element} />
    case 'icon_button':
      return <IconButtonElement blockId={blockId} element={element} />
    case 'feedback_buttons':
      return <FeedbackElement blockId={blockId} element={element} />
    case 'overflow':
      return <OverflowElement blockId={blockId} element={element} />
    case 'image':
    case 'url':
      return null
    default:
      return <ValueElement blockId={blockId} element={element} dispatches field={{ label: labelOf(element, about) }} />
  }
}

function labelOf(element: Element, about: string | undefined): string {
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined
  return placeholder ?? about?.replace(/[*_~`]/g, '').slice(0, 80) ?? 'Choose'
}
