// A stage with what a person sees of it: the built page, the guide and the shop beside it, and the story that fills them.
import { buildPage } from '../page/build.ts'
import type { Page } from '../slack/options.ts'
import { createBesidePage } from './beside-page.ts'
import type { DemoClock } from './clock.ts'
import { ANA } from './people.ts'
import type { Stage } from './stage.ts'
import { createStory, type Story } from './story.ts'

export type DressedStage = {
  /** Not started: nothing arrives until it is. */
  story: Story
  /** Stops what was added here, not the stage. */
  stop(): Promise<void>
}

export type Dress = {
  clock: DemoClock
  /** Hears of orders of the story that could not be sent. */
  onError: (error: unknown) => void
  /** A page whose building began earlier. */
  page?: Promise<Page>
}

export async function dressStage(stage: Stage, { clock, onError, page }: Dress): Promise<DressedStage> {
  stage.slack.setPage(await (page ?? buildPage({ firstUser: ANA })))
  const story = createStory(stage, onError)
  const beside = await createBesidePage(stage, story, { clock, onError })
  stage.slack.mount(beside.handler)
  return {
    story,
    async stop() {
      story.stop()
      await beside.stop()
    },
  }
}
