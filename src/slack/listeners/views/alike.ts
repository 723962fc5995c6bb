// Alike cases were confirmed: the window says at once that it works on them, and then what became of each.
import { AlikeForm } from '../../review/review-click.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleAlikeForm({ alike }: Pick<Surface, 'alike'>): Listener {
  return ({ body, ack }) => alike.approve(AlikeForm.parse(body), ack)
}
