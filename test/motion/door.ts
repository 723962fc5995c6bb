// A door in front of a server that cannot be stopped: shut, it refuses connections and has cut the open ones.
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { freePort } from '../setup/server-process.ts'
import type { RedisThatStops } from './redis-that-stops.ts'

export async function doorTo(url: string): Promise<RedisThatStops> {
  const target = new URL(url)
  const port = await freePort()
  const address = new URL(url)
  address.hostname = '127.0.0.1'
  address.port = `${port}`
  const sockets = new Set<Socket>()
  let door: Server | undefined

  function pass(inside: Socket): void {
    const outside = connect(Number(target.port || 6379), target.hostname)
    for (const socket of [inside, outside]) {
      sockets.add(socket)
      // What breaks on one side ends the other; the client under test is who reports it.
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        inside.destroy()
        outside.destroy()
      })
    }
    inside.pipe(outside).pipe(inside)
  }

  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    if (!door?.listening) return
    door.close()
    await once(door, 'close')
  }
  return {
    url: address.href,
    async start() {
      door = createServer(pass).listen(port, '127.0.0.1')
      await once(door, 'listening')
    },
    stop,
    remove: stop,
  }
}
