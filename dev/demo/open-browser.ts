// Shows an address in the person's own browser, where there is one.
import { spawn } from 'node:child_process'

export function openBrowser(url: string): void {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open'
  const child = spawn(command, [url], { stdio: 'ignore', detached: true })
  // No browser to open is no failure: the address is on the terminal.
  child.on('error', () => undefined)
  child.unref()
}
