// The in-process bus: the contract.
import { describe } from 'vitest'
import { createMemoryBus } from '../../src/bus/memory-bus.ts'
import { busContract } from './bus-contract.ts'

describe('the bus in memory', () => {
  busContract((onError) => createMemoryBus({ onError }))
})
