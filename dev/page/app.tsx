// The page: one person's workspace, and the way from one place (or one person) to another.
import { useEffect, useRef, useState } from 'react'
import { type Address, isPermalink, readAddress, writeAddress } from './state/address.ts'
import { Workspace } from './workspace.tsx'

export function App({ firstUser }: { firstUser: string }) {
  const [address, setAddress] = useState<Address>(() => withUser(readAddress(window.location.href), firstUser))
  const user = address.user ?? firstUser
  // Two steps in one go (a place, then a person) build on each other.
  const latest = useRef(address)
  latest.current = address

  useEffect(() => {
    const onPop = () => setAddress(withUser(readAddress(window.location.href), firstUser))
    window.addEventListener('popstate', onPop)
    return () => window.removeEventListener('popstate', onPop)
  }, [firstUser])

  function go(change: Partial<Address>): void {
    const before = latest.current
    const next = { ...before, ...change }
    latest.current = next
    if (writeAddress(next) !== writeAddress(before)) window.history.pushState(null, '', writeAddress(next))
    setAddress(next)
  }

  // Links to messages are places of this page, also inside texts an app wrote.
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const href = link?.getAttribute('href') ?? ''
      if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey) return
      if (!isPermalink(href, window.location.origin)) return
      event.preventDefault()
      const target = withUser(readAddress(new URL(href, window.location.origin).href), user)
      window.history.pushState(null, '', writeAddress({ ...target, user }))
      setAddress({ ...target, user })
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [user])

  return (
    <Workspace
      key={user}
      user={user}
      address={address}
      go={go}
      switchUser={(next) => go({ user: next, thread: null })}
    />
  )
}

function withUser(address: Address, user: string): Address {
  return { ...address, user: address.user ?? user }
}
