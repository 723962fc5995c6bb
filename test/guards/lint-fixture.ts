// Runs the lint with the project's own biome.json over a few files in a temporary folder.

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { repository } from './tree.ts'

export type Finding = { rule: string; file: string; line: number }

const Report = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }),
    }),
  ),
})

export function lint(files: Record<string, string>): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-lint-'))
  try {
    for (const name of ['biome.json', '.gitignore', 'package.json'])
      copyFileSync(join(repository, name), join(folder, name))
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome')
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    return Report.parse(JSON.parse(run.stdout)).diagnostics.map(({ category, location }) => ({
      rule: category.split('/').at(-1) ?? category,
      file: location.path,
      line: location.start.line,
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
