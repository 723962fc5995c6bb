// Faults on demand, for chaos tests: the ways Slack and the network fail an app, armed per method and count.
import type { FaultCall } from './ui-calls.ts'

export type ArmedFault =
  | { kind: 'ratelimited'; retryAfterSeconds: number }
  | { kind: 'server_error' }
  | { kind: 'timeout' }
  | { kind: 'drop_after_effect' }
  | { kind: 'delay'; ms: number }
  | { kind: 'refuse'; code: string }

export interface Faults {
  set(call: FaultCall): void
  setOutage(on: boolean): void
  outage(): boolean
  refusesSockets(): boolean
  rejectsBlocks(channel: string): boolean
  /** The fault this call must suffer, if any; each armed fault is spent `times` times. */
  next(method: string): ArmedFault | undefined
}

export function createFaults(): Faults {
  let armed: { method: string; left: number; fault: ArmedFault }[] = []
  let outage = false
  let refusing = false
  const rejecting = new Set<string>()

  return {
    set(call) {
      switch (call.kind) {
        case 'refuse_sockets':
          refusing = call.on
          return
        case 'reject_blocks':
          if (call.on) rejecting.add(call.channel)
          else rejecting.delete(call.channel)
          return
        case 'clear':
          armed = []
          outage = false
          refusing = false
          rejecting.clear()
          return
        case 'delay':
          armed.push({ method: call.method, left: call.times, fault: { kind: 'delay', ms: call.ms } })
          return
        case 'refuse':
          armed.push({ method: call.method, left: call.times, fault: { kind: 'refuse', code: call.code } })
          return
        case 'ratelimited':
          armed.push({
            method: call.method,
            left: call.times,
            fault: { kind: 'ratelimited', retryAfterSeconds: call.retryAfterSeconds ?? 1 },
          })
          return
        default:
          armed.push({ method: call.method, left: call.times, fault: { kind: call.kind } })
      }
    },
    setOutage(on) {
      outage = on
    },
    outage: () => outage,
    refusesSockets: () => refusing,
    rejectsBlocks: (channel) => rejecting.has(channel),
    next(method) {
      const index = armed.findIndex((each) => each.method === method || each.method === '*')
      const found = armed[index]
      if (found === undefined) return undefined
      found.left -= 1
      if (found.left === 0) armed.splice(index, 1)
      return found.fault
    },
  }
}
