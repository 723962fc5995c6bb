// Who imports whom, read from the text of the files: TypeScript 7 has no API that could tell us.

import { dirname, join, normalize } from 'node:path'
import { filesUnder, isCode, read } from './tree.ts'

export type Import = { from: string; specifier: string; typeOnly: boolean }

const CLAUSE = String.raw`(type\s+)?(?:[\w$*{}\s,]+?\s*)`
const STATEMENT = new RegExp(String.raw`^\s*(?:import|export)\s+${CLAUSE}from\s*['"]([^'"\n]+)['"]`, 'gm')
const SIDE_EFFECT = /^\s*import\s*['"]([^'"\n]+)['"]/gm
const CALL = /\b(?:import|require)\(\s*['"`]([^'"`\n]+)['"`]\s*[,)]/g

export function importsIn(from: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [
    ...[...code.matchAll(STATEMENT)].map(([, type, specifier]) => ({ from, specifier, typeOnly: type !== undefined })),
    ...[...code.matchAll(SIDE_EFFECT)].map(([, specifier]) => ({ from, specifier, typeOnly: false })),
    ...[...code.matchAll(CALL)].map(([, specifier]) => ({ from, specifier, typeOnly: false })),
  ].flatMap(({ specifier, ...rest }) => (specifier === undefined ? [] : [{ ...rest, specifier }]))
}

export function importGraph(...folders: string[]): Import[] {
  return filesUnder(...folders)
    .filter(isCode)
    .flatMap((file) => importsIn(file, read(file)))
}

export const isRelative = ({ specifier }: Import): boolean => specifier.startsWith('.')

/** The imported file's path from the repository's root. */
export function target({ from, specifier }: Import): string {
  return normalize(join(dirname(from), specifier))
}

/** The package a bare specifier belongs to; null for our own files and Node's modules. */
export function packageOf({ specifier }: Import): string | null {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return null
  const [scope = '', name] = specifier.split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}
