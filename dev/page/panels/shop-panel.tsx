// The shop behind the agents: each effect in the moment it really happens, and the orders as they stand.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { SECOND } from '../../../src/contracts/clock.ts'
import type { Shop, ShopEffect, ShopOrder } from '../demo-contract.ts'
import { clockTimeWithSeconds } from '../state/times.ts'
import { Panel } from './panel.tsx'

const GLOW = 3 * SECOND
const FEW = 5

export function ShopPanel({ shop, onClose }: { shop: Shop; onClose: () => void }) {
  const [all, setAll] = useState(false)
  // What was already there when the panel opened does not glow.
  const settled = useRef(false)
  useEffect(() => {
    settled.current = true
  }, [])
  const latest = [...shop.effects].reverse()
  const shown = all ? latest : latest.slice(0, FEW)
  return (
    <Panel id="shop-panel" title={shop.title} icon="shop" onClose={onClose}>
      <h3 id="shop-effects">What has happened</h3>
      {latest.length === 0 ? <p className="empty">Nothing has been done to the shop yet.</p> : null}
      <ol className="effects" aria-labelledby="shop-effects" reversed>
        {shown.map((effect) => (
          <EffectLine key={effect.id} effect={effect} settled={settled} />
        ))}
      </ol>
      {latest.length <= FEW ? null : (
        <button type="button" className="link-button" onClick={() => setAll(!all)}>
          {all ? 'Show the latest only' : `Show all ${latest.length}`}
        </button>
      )}
      <h3 id="shop-orders">Orders</h3>
      {shop.orders.length === 0 ? <p className="empty">No orders yet.</p> : null}
      <ul className="orders" aria-labelledby="shop-orders">
        {shop.orders.map((order) => (
          <OrderLine key={order.id} order={order} settled={settled} />
        ))}
      </ul>
      <p className="sr-only" aria-live="polite">
        {latest[0] === undefined ? '' : `${latest[0].number} ${latest[0].text}`}
      </p>
    </Panel>
  )
}

function OrderLine({ order, settled }: { order: ShopOrder; settled: RefObject<boolean> }) {
  const fresh = useGlow(`${order.status.label} ${order.at}`, settled)
  return (
    <li className="order" data-fresh={fresh || undefined}>
      <span className="order-number">{order.number}</span>
      <span className="order-total">{order.total}</span>
      <span className="order-what">
        {order.summary}
        {order.source === '' ? null : <small>{order.source}</small>}
      </span>
      <span className={`status-chip tone-${order.status.tone}`}>{order.status.label}</span>
    </li>
  )
}

function EffectLine({ effect, settled }: { effect: ShopEffect; settled: RefObject<boolean> }) {
  const fresh = useGlow(effect.id, settled)
  return (
    <li className="effect" data-fresh={fresh || undefined}>
      <time dateTime={new Date(effect.at).toISOString()}>{clockTimeWithSeconds(effect.at)}</time>
      <span className={`effect-dot tone-${effect.tone}`} aria-hidden="true" />
      <span>
        {effect.number === '' ? null : <strong>{effect.number} </strong>}
        {effect.text}
      </span>
    </li>
  )
}

/** True for a moment after a line has appeared or changed. */
function useGlow(of: string, settled: RefObject<boolean>): boolean {
  const [fresh, setFresh] = useState(() => settled.current)
  const before = useRef(of)
  useEffect(() => {
    if (before.current !== of) setFresh(true)
    before.current = of
    const timer = window.setTimeout(() => setFresh(false), GLOW)
    return () => window.clearTimeout(timer)
  }, [of])
  return fresh
}
