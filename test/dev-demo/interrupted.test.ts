// A demo that is interrupted, whenever that is, takes away what it has begun.
import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { listenForSignals, untilInterrupted } from '../../dev/demo/run-signals.ts'
import { createUndo } from '../../dev/demo/stage-undo.ts'
import { SECOND } from '../../src/contracts/clock.ts'

function pretend() {
  const exits: number[] = []
  const said: string[] = []
  const source = new EventEmitter()
  const time = { now: 0 }
  const process = Object.assign(source, { exit: (code: number) => void exits.push(code) })
  const interruption = listenForSignals({ process, say: (line) => void said.push(line), now: () => time.now })
  return { ...interruption, source, exits, said, time }
}

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s ends what is under way, with exit code %i', async (name, code) => {
    const { source, signal, exitCode } = pretend()
    const cut = untilInterrupted(signal, new Promise(() => undefined))
    expect(exitCode()).toBeNull()
    source.emit(name)
    await expect(cut).rejects.toMatchObject({ code: 'demo.interrupted' })
    expect(exitCode()).toBe(code)
  })

  it('that comes again while everything is being closed changes nothing; one long after waits no longer', () => {
    const { source, exits, said, time } = pretend()
    source.emit('SIGINT')
    source.emit('SIGINT')
    expect([exits, said.length]).toEqual([[], 1])
    time.now = 16 * SECOND
    source.emit('SIGINT')
    expect(exits).toEqual([130])
  })
})

describe('what the stage has begun', () => {
  it('is taken away in the opposite order, also what was begun while the signal came', async () => {
    const controller = new AbortController()
    const taken: string[] = []
    const undo = createUndo(controller.signal)
    undo.begun(() => void taken.push('folder'))
    controller.abort(new Error('enough'))
    expect(() => undo.begun(() => void taken.push('schema'))).toThrow('enough')
    await undo.stop()
    expect(taken).toEqual(['schema', 'folder'])
    await undo.stop()
    expect(taken).toHaveLength(2)
  })

  it('is taken away although a part of it fails, and the failure is said', async () => {
    const taken: string[] = []
    const undo = createUndo()
    undo.begun(() => void taken.push('folder'))
    undo.begun(() => Promise.reject(new Error('the app hangs')))
    await expect(undo.stop()).rejects.toThrow('not everything could be stopped: the app hangs')
    expect(taken).toEqual(['folder'])
  })
})
