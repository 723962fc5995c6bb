// Somebody opened the App Home: their reviews are shown, and the first who runs the workspace becomes admin.
import { z } from 'zod'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

const HomeOpened = z.object({ event: z.object({ user: z.string(), tab: z.string().default('home') }) })

export function handleHomeOpened({ homeTab }: Pick<Surface, 'homeTab'>): Listener {
  return async ({ body }) => {
    const { event } = HomeOpened.parse(body)
    if (event.tab === 'home') await homeTab.publish(event.user, 'opened')
  }
}
