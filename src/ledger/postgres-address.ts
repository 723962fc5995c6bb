// The address of a PostgreSQL server with settings of ours: `pg` lets the address's own `options` replace them, so both go in together.

const OPTIONS = /([?&])options=([^&#]*)&?/

/** `settings`: "-c name=value …", last and therefore in force. A schema or an endpoint the address chooses stays chosen. */
export function withSettings(url: string, settings: string): { connectionString: string; options: string } {
  const own = OPTIONS.exec(url)?.[2] ?? ''
  const connectionString = url.replace(OPTIONS, '$1').replace(/[?&]$/, '')
  return { connectionString, options: `${decodeURIComponent(own.replaceAll('+', ' '))} ${settings}`.trim() }
}
