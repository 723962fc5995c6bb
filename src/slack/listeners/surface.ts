// The parts listeners work with. Each handler names the few it uses.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Clock } from '../../contracts/clock.ts'
import type { NewId } from '../../contracts/ids.ts'
import type { Engine } from '../../engine/engine.ts'
import type { AgentsOverview } from '../../reports/agents-overview.ts'
import type { Absences } from '../absences.ts'
import type { Attempts } from '../attempts.ts'
import type { Autonomy } from '../autonomy/autonomy.ts'
import type { ReadCosts } from '../costs.ts'
import type { Digests } from '../digest/digests.ts'
import type { LiveDiff } from '../edits/live-diff.ts'
import type { FirstMinutes } from '../first-minutes/first-minutes.ts'
import type { Practice } from '../first-minutes/practice.ts'
import type { Setup } from '../first-minutes/setup.ts'
import type { HomeTab } from '../home/home-tab.ts'
import type { Passing } from '../passing.ts'
import type { People } from '../people.ts'
import type { Places } from '../places.ts'
import type { Questions } from '../questions/reply-to.ts'
import type { Respond } from '../respond.ts'
import type { Alike } from '../review/alike.ts'
import type { Reviews } from '../review/reviews.ts'
import type { Sales } from '../sales.ts'
import type { SendToReview } from '../send-to-review.ts'
import type { Compare } from '../shadow/compare.ts'
import type { Stops } from '../stops.ts'
import type { StuckNow } from '../stuck/stuck-now.ts'
import type { Reading } from '../windows/reading.ts'
import type { Windows } from '../windows/windows.ts'

export type Surface = {
  engine: Pick<Engine, 'answer' | 'stopAction' | 'undoAction' | 'revive' | 'pass' | 'correct' | 'answerAudit' | 'state'>
  attempts: Attempts
  places: Places
  windows: Windows
  /** What windows and commands show of the record. */
  reading: Reading
  /** What an edit comes to, while it is entered. */
  liveDiff: LiveDiff
  people: People
  reviews: Reviews
  alike: Alike
  passing: Passing
  stops: Stops
  autonomy: Autonomy
  sendToReview: SendToReview
  absences: Absences
  sales: Sales
  practice: Practice
  setup: Setup
  firstMinutes: FirstMinutes
  homeTab: HomeTab
  /** The registry as it stands now. */
  overview(): Promise<AgentsOverview>
  stuck: StuckNow
  /** What people ask in their own words. */
  questions: Questions
  costs: ReadCosts
  digests: Digests
  /** Two versions of an agent, case by case. */
  compare: Compare
  respond: Respond
  /** For messages that nobody waits for. */
  client: WebClient
  newId: NewId
  clock: Clock
  log: Logger
}
