// Every button about what an agent has earned: a window with where the scope stands now.
import type { ModalView } from '@slack/web-api'
import type { ScopeData } from '../../../../blocks/autonomy/trust-words.ts'
import { noticeModal } from '../../../../blocks/notice-modal.ts'
import { ScopeTarget } from '../../../../blocks/target.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'
import { handleWindow } from './window.ts'

export function scopeWindow(
  surface: Pick<Surface, 'windows' | 'places' | 'people' | 'autonomy'>,
  title: string,
  view: (scope: ScopeData, mayOverride: boolean) => ModalView,
): Listener {
  return handleWindow(surface, {
    title,
    target: ScopeTarget,
    async load({ scope }, { user }) {
      const [known, may] = await Promise.all([surface.autonomy.scope(scope), surface.autonomy.may(user)])
      return known === null
        ? noticeModal(title, ['Nothing is known of this any more: another version may have taken its place.'])
        : view(known, may.override)
    },
  })
}
