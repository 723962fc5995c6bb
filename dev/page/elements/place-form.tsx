// Everything entered and pressed at one place (a message, a modal, the Home), kept together and sent as that place's actions.
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import type { ConfirmDialogObject, OptionGroupObject, OptionObject } from 'slack-blocks-to-jsx'
import { AppError, reasonOf } from '../../../src/contracts/app-error.ts'
import type { Block } from '../../slack/contract.ts'
import type { Entered, EnteredValues, Place } from '../../slack/ui-calls.ts'
import { usePage } from '../frame/page-context.ts'
import { ConfirmDialog } from '../modal/confirm-dialog.tsx'
import { type ChoiceGroup, optionGroups } from '../state/choices.ts'
import { formValues, withEdit } from '../state/form-values.ts'

export interface ActionRequest {
  blockId: string
  actionId: string
  entered?: Entered
  confirm?: ConfirmDialogObject | undefined
}

export interface Form {
  values: EnteredValues
  /** What is wrong, by block_id. */
  errors: Readonly<Record<string, string>>
  /** Nothing can be changed, because the form is being sent. */
  locked: boolean
  /** What went wrong with the last action here. */
  failure: string | null
  isBusy(blockId: string, actionId: string): boolean
  enter(blockId: string, actionId: string, entered: Entered): void
  act(request: ActionRequest): void
  options(from: { blockId: string; actionId: string; typed: string }): Promise<ChoiceGroup[]>
  asked: ActionRequest | null
  answer(yes: boolean): void
}

const FormContext = createContext<Form | null>(null)

export function useForm(): Form {
  const form = useContext(FormContext)
  if (form === null) throw new AppError('page.no_context', 'An element must be drawn inside a place.')
  return form
}

export function usePlaceForm(options: {
  place: Place
  blocks: readonly Block[]
  errors?: Readonly<Record<string, string>>
  locked?: boolean
}): Form {
  const { place, blocks, errors = {}, locked = false } = options
  const { client, store } = usePage()
  const [edits, setEdits] = useState<EnteredValues>({})
  const latestEdits = useRef(edits)
  const [busy, setBusy] = useState<readonly string[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [asked, setAsked] = useState<ActionRequest | null>(null)
  const values = useMemo(() => formValues(blocks, edits), [blocks, edits])

  function enter(blockId: string, actionId: string, entered: Entered): void {
    latestEdits.current = withEdit(latestEdits.current, { blockId, actionId, entered })
    setEdits(latestEdits.current)
  }

  async function send({ blockId, actionId, entered }: ActionRequest): Promise<void> {
    const key = `${blockId}/${actionId}`
    if (entered !== undefined) enter(blockId, actionId, entered)
    setFailure(null)
    setBusy((keys) => [...keys, key])
    try {
      const current = formValues(blocks, latestEdits.current)
      const outcome = await client.act({
        place,
        blockId,
        actionId,
        values: current,
        // What this person saw when they pressed: a window that lags behind is answered by the app, not by the workspace.
        seen: [...blocks],
        ...(entered === undefined ? {} : { entered }),
      })
      if (outcome.status === 'error') {
        store.settle(outcome.text)
        setFailure(outcome.text)
      }
    } catch (error) {
      setFailure(reasonOf(error))
    } finally {
      setBusy((keys) => keys.filter((each) => each !== key))
    }
  }

  return {
    values,
    errors,
    locked,
    failure,
    isBusy: (blockId, actionId) => busy.includes(`${blockId}/${actionId}`),
    enter,
    act(request) {
      if (request.confirm === undefined) void send(request)
      else setAsked(request)
    },
    async options(from) {
      const answer = await client.options({ place, ...from })
      return optionGroups(answer as { options?: OptionObject[]; option_groups?: OptionGroupObject[] })
    },
    asked,
    answer(yes) {
      setAsked(null)
      if (yes && asked !== null) void send(asked)
    },
  }
}

/** Elements inside see this form; its confirmation, when one is asked, is shown above everything. */
export function PlaceForm({ form, children }: { form: Form; children: ReactNode }) {
  return (
    <FormContext value={form}>
      {children}
      {form.asked?.confirm === undefined ? null : <ConfirmDialog confirm={form.asked.confirm} onAnswer={form.answer} />}
    </FormContext>
  )
}

/** What Slack writes under a message or a form when an action did not reach the app. */
export function PlaceFailure({ form }: { form: Form }) {
  if (form.failure === null) return null
  return (
    <p className="place-failure" role="alert">
      {form.failure}
    </p>
  )
}
