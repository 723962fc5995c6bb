// What this machine offers to the tests: found once, so that every suite gives the same answer and the same reason.

import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type ServiceName = 'Redis' | 'PostgreSQL' | 'a browser'

/** A server that already runs (url), a program that can be started (path), or nothing. */
export type FoundService = { status: 'url'; url: string } | { status: 'program'; path: string } | { status: 'missing' }
export type FoundServices = Record<ServiceName, FoundService>

export const howToGet: Record<ServiceName, string> = {
  Redis: 'install redis-server (apt-get install redis-server, brew install redis) or set TEST_REDIS_URL',
  PostgreSQL: 'install PostgreSQL 15 or later (apt-get install postgresql) or set TEST_DATABASE_URL',
  'a browser': 'install Chromium (apt-get install chromium) or set TEST_CHROMIUM_PATH',
}

/** TEST_WITHOUT=redis,postgres,browser pretends that a service is not there. */
export function findServices(env: NodeJS.ProcessEnv): FoundServices {
  const without = (env.TEST_WITHOUT ?? '').split(',').map((word) => word.trim())
  const found = (word: string, url: string | undefined, path: () => string | undefined): FoundService => {
    if (without.includes(word)) return { status: 'missing' }
    if (url) return { status: 'url', url }
    const program = path()
    return program ? { status: 'program', path: program } : { status: 'missing' }
  }
  const path = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return {
    Redis: found('redis', env.TEST_REDIS_URL, () => firstProgram(path, ['redis-server'])),
    PostgreSQL: found('postgres', env.TEST_DATABASE_URL, () =>
      firstProgram([...path, ...versionedPostgresFolders()], ['initdb'])?.replace(/initdb$/, 'postgres'),
    ),
    'a browser': found(
      'browser',
      undefined,
      () =>
        env.TEST_CHROMIUM_PATH ||
        firstProgram(path, ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']),
    ),
  }
}

/** In CI a missing service fails its suites; elsewhere they are skipped and named at the end. */
export function servicesAreRequired(env: NodeJS.ProcessEnv): boolean {
  return [env.CI, env.REQUIRE_SERVICES].some((value) => value === 'true' || value === '1')
}

/** Debian keeps the server programs out of PATH, one folder per major version; newest first. */
function versionedPostgresFolders(root = '/usr/lib/postgresql'): string[] {
  try {
    const versions = readdirSync(root).filter((name) => Number(name) >= 15)
    return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function firstProgram(folders: string[], names: string[]): string | undefined {
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
