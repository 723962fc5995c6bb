// Cards and carousels: small previews, one or several side by side.
import { mrkdwn } from './composition.ts'
import { button, image } from './elements.ts'
import { type At, byType, type Check, type Fields, fail, type Json, listOf, may, need, type Surface } from './shape.ts'

type BlockMaker = (surfaces: readonly Surface[], fields: Fields, rule?: (value: Json, at: At) => void) => Check

const picture = byType({ image }, 'image')
const cardFields: Fields = {
  hero_image: may(picture),
  icon: may(picture),
  title: may(mrkdwn(150)),
  subtitle: may(mrkdwn(150)),
  body: may(mrkdwn(200)),
  actions: may(listOf(byType({ button }, 'element'), { max: 25 })),
}

function cardRule(value: Json, at: At): void {
  const shown = ['hero_image', 'title', 'actions', 'body'].some((name) => value[name] !== undefined)
  if (!shown) fail(at, 'at least one of hero_image, title, actions, body is required')
}

export function cardBlocks(block: BlockMaker): { card: Check; carousel: Check } {
  const card = block(['message', 'modal', 'home'], cardFields, cardRule)
  const carousel = block(['message', 'home'], { elements: need(listOf(byType({ card }, 'card'), { max: 10 })) })
  return { card, carousel }
}
