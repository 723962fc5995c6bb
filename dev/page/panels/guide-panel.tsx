// The guide: a short story in steps, each of which can be done, skipped, or left for later.
import { useState } from 'react'
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { DemoStore } from '../connection/demo-store.ts'
import type { Guide, GuideStep, GuideTarget } from '../demo-contract.ts'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'
import { openStep } from '../state/guide-progress.ts'
import { Inline } from './inline.tsx'
import { Panel } from './panel.tsx'

// Outlives a change of person, which draws the page anew; gone with the page.
const remembered: { skipped: readonly string[] } = { skipped: [] }

export function GuidePanel(props: {
  guide: Guide
  demo: DemoStore
  onGoTo: (target: GuideTarget) => void
  onClose: () => void
}) {
  const { guide, demo, onGoTo, onClose } = props
  const [skipped, setSkipped] = useState(remembered.skipped)
  const [chosen, setChosen] = useState<string | null>(null)
  const open = chosen ?? openStep(guide.steps, skipped)
  const done = guide.steps.filter((each) => each.done).length

  return (
    <Panel id="guide-panel" title={guide.title} icon="guide" onClose={onClose}>
      {guide.intro === '' ? null : <p className="panel-intro">{guide.intro}</p>}
      <p className="progress">
        <progress value={done} max={guide.steps.length} aria-label="Steps done" />
        <span>
          {done} of {guide.steps.length} done
        </span>
      </p>
      <ol className="steps">
        {guide.steps.map((step, index) => (
          <Step
            key={step.id}
            step={step}
            number={index + 1}
            open={step.id === open}
            skipped={skipped.includes(step.id)}
            demo={demo}
            onGoTo={onGoTo}
            onOpen={() => setChosen(step.id === open ? '' : step.id)}
            onSkip={() => {
              remembered.skipped = [...skipped, step.id]
              setSkipped(remembered.skipped)
              setChosen(null)
            }}
            onPressed={() => setChosen(null)}
          />
        ))}
      </ol>
    </Panel>
  )
}

function Step(props: {
  step: GuideStep
  number: number
  open: boolean
  skipped: boolean
  demo: DemoStore
  onGoTo: (target: GuideTarget) => void
  onOpen: () => void
  onSkip: () => void
  onPressed: () => void
}) {
  const { step, number, open, skipped, demo, onGoTo, onOpen, onSkip, onPressed } = props
  const { store } = usePage()
  const [busy, setBusy] = useState(false)
  const state = step.done ? 'done' : skipped ? 'skipped' : 'to do'

  async function press(action: NonNullable<GuideStep['action']>): Promise<void> {
    setBusy(true)
    try {
      await demo.press(action.id)
      if (action.goTo !== undefined) onGoTo(action.goTo)
      onPressed()
    } catch (error) {
      store.toast('error', reasonOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <li className="step" data-state={state} data-open={open || undefined}>
      <button type="button" className="step-head" aria-expanded={open} onClick={onOpen}>
        <span className="step-number" aria-hidden="true">
          {step.done ? <Icon name="check" /> : number}
        </span>
        <span className="step-title">{step.title}</span>
        <span className="sr-only">, {state}</span>
      </button>
      {open ? (
        <div className="step-body">
          <p>
            <Inline text={step.text} />
          </p>
          <div className="step-tools">
            {step.action === undefined ? null : (
              <button
                type="button"
                className={step.done ? 'button' : 'button button-filled'}
                aria-busy={busy}
                onClick={() => step.action !== undefined && !busy && void press(step.action)}
              >
                <span className="button-text">{step.action.label}</span>
              </button>
            )}
            {step.done || skipped ? null : (
              <button type="button" className="link-button" onClick={onSkip}>
                Skip
              </button>
            )}
          </div>
        </div>
      ) : null}
    </li>
  )
}
