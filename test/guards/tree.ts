// The project's own files, as a checkout has them, for the guards to walk.

import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

export const repository = join(import.meta.dirname, '..', '..')

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage'])

/** Paths from the repository's root, sorted; all of them, or those below some folders. */
export function filesUnder(...folders: string[]): string[] {
  const files = walk(repository).sort()
  return folders.length === 0 ? files : files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)))
}

/** Leaves out hidden folders other than .ci, and what .gitignore names. */
function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (!entry.isDirectory())
      return entry.name.endsWith('.log') || entry.name === '.env' ? [] : [relative(repository, path)]
    if (NOT_OURS.has(entry.name) || (entry.name.startsWith('.') && entry.name !== '.ci')) return []
    return walk(path)
  })
}

export function foldersUnder(...roots: string[]): string[] {
  const folders = filesUnder(...roots).flatMap((file) => ancestors(file))
  return [...new Set(folders)].filter((folder) => roots.some((root) => `${folder}/`.startsWith(`${root}/`))).sort()
}

function ancestors(file: string): string[] {
  const folder = dirname(file)
  return folder === '.' ? [] : [folder, ...ancestors(folder)]
}

export function read(file: string): string {
  return readFileSync(join(repository, file), 'utf8')
}

/** A final newline does not begin another line. */
export function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}

export const isCode = (file: string): boolean => /\.(ts|tsx)$/.test(file)
export const isReadme = (file: string): boolean => basename(file) === 'README.md'
