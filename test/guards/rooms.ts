// The layout's one-way arrows as data: which room may import from which.

const PURE = ['calendar', 'workflow', 'gate', 'autonomy', 'blocks', 'agents']
const WORKING = [
  'engine',
  'ledger',
  'jobs',
  'state',
  'bus',
  'redis',
  'actions',
  'models',
  'channels',
  'slack',
  'trust',
  'reports',
  'web',
]
const PRODUCT = [
  'contracts',
  ...PURE,
  ...WORKING,
  'config',
  'assembly',
  'app',
  'main',
  'doctor',
  'break-glass',
  'weekly-digest',
  'shadow-test',
  'backtest',
]
/** Beside the app, each with an entry of its own. */
const COMMANDS = ['doctor', 'break-glass', 'weekly-digest', 'shadow-test', 'backtest']
const AROUND = ['dev', 'test', 'bench', 'eval']

export const rooms = [...PRODUCT, ...AROUND]

/** Packages that reach the outside world: out of bounds for contracts and the pure rooms, unless only for a type. */
export const ioPackages = [
  ...['pg', '@electric-sql/pglite', 'ioredis', 'bullmq', 'undici', 'pino', 'dotenv', 'drizzle-orm'],
  ...['@slack/bolt', '@slack/web-api', '@slack/socket-mode', '@anthropic-ai/sdk'],
  ...[
    'node:fs',
    'node:fs/promises',
    'node:http',
    'node:https',
    'node:net',
    'node:child_process',
    'node:worker_threads',
  ],
]

export const isPure = (room: string): boolean => room === 'contracts' || PURE.includes(room)

/** What a room may import besides its own files. */
function allowed(room: string): string[] {
  if (room === 'contracts') return []
  if (room === 'workflow' || room === 'gate') return ['contracts', 'calendar']
  if (PURE.includes(room)) return ['contracts']
  if (room === 'config') return ['contracts', ...PURE.filter((name) => name !== 'blocks' && name !== 'agents')]
  if (WORKING.includes(room)) return ['contracts', ...PURE, ...WORKING, 'config']
  if (room === 'assembly') return ['contracts', ...PURE, ...WORKING, 'config']
  if (room === 'app' || COMMANDS.includes(room)) return ['contracts', ...PURE, ...WORKING, 'config', 'assembly']
  if (room === 'main') return PRODUCT.filter((name) => !COMMANDS.includes(name))
  return rooms
}

export function mayImport(from: string, to: string): boolean {
  return from === to || allowed(from).includes(to)
}

/** The room of a file, by its path from the repository's root; null for a place that has no room yet. */
export function roomOf(file: string): string | null {
  const [top = '', second = ''] = file.split('/')
  const name = top === 'src' ? second.replace(/\.tsx?$/, '') : top
  return rooms.includes(name) ? name : null
}

/** Where a room's file would lie, for tests that plant one. */
export function fileIn(room: string, name: string): string {
  if (['config', 'app', 'main', ...COMMANDS].includes(room)) return `src/${room}.ts`
  return ['blocks', 'agents', ...AROUND].includes(room) ? `${room}/${name}` : `src/${room}/${name}`
}
