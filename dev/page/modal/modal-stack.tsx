// The views an app has open for this person, at most three deep. Lower ones keep what was entered and wait out of sight.
import { useId } from 'react'
import type { OpenView } from '../../slack/contract.ts'
import { usePage } from '../frame/page-context.ts'
import { Dialog } from './dialog.tsx'
import { ModalView } from './modal-view.tsx'

export function ModalStack() {
  const { known } = usePage()
  const views = known.workspace.modals
  const first = views[0]
  return first === undefined ? null : <OpenStack key={first.rootViewId} views={views} />
}

function OpenStack({ views }: { views: readonly OpenView[] }) {
  const { client, store } = usePage()
  const id = useId()
  const top = views.at(-1)

  function close(all: boolean): void {
    if (top === undefined) return
    client.close(top.id, all).catch((error: Error) => store.toast('error', error.message))
  }

  return (
    <Dialog className="dialog" labelledBy={`${id}-title`} onCancel={() => close(false)}>
      {views.map((view, depth) => (
        <ModalView
          key={view.id}
          view={view}
          titleId={view === top ? `${id}-title` : undefined}
          hidden={view !== top}
          depth={depth}
          onBack={() => close(false)}
          onCloseAll={() => close(true)}
        />
      ))}
    </Dialog>
  )
}
