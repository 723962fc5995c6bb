// What every part of the page may use: the workspace as this person sees it, the calls they can make, and where to go.
import { createContext, useContext } from 'react'
import { AppError } from '../../../src/contracts/app-error.ts'
import type { UiClient } from '../connection/ui-client.ts'
import type { WorkspaceStore } from '../connection/workspace-store.ts'
import type { Address } from '../state/address.ts'
import type { Directory } from '../state/directory.ts'
import type { Known } from '../state/known.ts'

export interface Page {
  client: UiClient
  store: WorkspaceStore
  known: Known
  directory: Directory
  address: Address
  go(change: Partial<Omit<Address, 'user'>>): void
  switchUser(user: string): void
}

export const PageContext = createContext<Page | null>(null)

export function usePage(): Page {
  const page = useContext(PageContext)
  if (page === null) throw new AppError('page.no_context', 'This part must be drawn inside the workspace.')
  return page
}
