// A card in a window, for whoever comes from the App Home: the same question, the same buttons.
import type { ModalView } from '@slack/web-api'
import type { CardData } from './card-data.ts'
import { modal } from './kit/view.ts'
import { runCard } from './run-card.ts'

export function reviewModal(data: CardData): ModalView {
  return modal({ title: 'Review', blocks: runCard(data) })
}
