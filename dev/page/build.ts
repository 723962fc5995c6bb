// Bundles the page when the local workspace starts: one script, one style sheet, nothing from outside this machine.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type OutputFile, type Plugin } from 'esbuild'
import { AppError } from '../../src/contracts/app-error.ts'
import type { Page, PageAsset } from '../slack/options.ts'
import { FAVICON, pageHtml } from './shell.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `firstUser`: who a visitor is when the address does not say (`?user=U…`). */
export async function buildPage(options: { firstUser?: string } = {}): Promise<Page> {
  const built = await build({
    entryPoints: { page: here('main.tsx'), style: here('styles/page.css') },
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    jsx: 'automatic',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [oneLanguage, scopeByAttribute],
  })
  const assets = new Map<string, PageAsset>([
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: textOf(built.outputFiles, '.js') }],
    ['/style.css', { type: 'text/css; charset=utf-8', body: textOf(built.outputFiles, '.css') }],
    ['/favicon.svg', { type: 'image/svg+xml', body: FAVICON }],
  ])
  return { html: pageHtml(options), assets }
}

function textOf(files: readonly OutputFile[], ending: string): string {
  const file = files.find((each) => each.path.endsWith(ending))
  if (file === undefined) throw new AppError('page.not_built', `The page was built without a ${ending} file.`)
  return file.text
}

/** zod brings its messages in fifty languages; the page needs one. */
const oneLanguage: Plugin = {
  name: 'one-language',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
      loader: 'js',
    }))
  },
}

/**
 * slack-blocks-to-jsx scopes its styles by one document id, written on every list of blocks. A page has many lists and an id
 * may occur once, so the same scope becomes an attribute here, as heavy in the cascade as the id was.
 */
const scopeByAttribute: Plugin = {
  name: 'scope-by-attribute',
  setup({ onLoad }) {
    onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]index\.mjs$/ }, ({ path }) =>
      replaced({ path, loader: 'js', find: 'id:"slack_blocks_to_jsx"', replacement: '"data-blocks":""' }),
    )
    onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]style\.css$/ }, ({ path }) =>
      replaced({ path, loader: 'css', find: '#slack_blocks_to_jsx', replacement: ':is([data-blocks],#_)' }),
    )
  },
}

async function replaced(options: { path: string; loader: 'js' | 'css'; find: string; replacement: string }) {
  const { path, loader, find, replacement } = options
  const text = await readFile(path, 'utf8')
  if (!text.includes(find)) throw new AppError('page.library_changed', `${path} has no ${find} any more.`)
  return { contents: text.replaceAll(find, replacement), loader }
}
