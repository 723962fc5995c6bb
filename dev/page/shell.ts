// The document the page is drawn into. Its policy lets the browser talk to this machine only.

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

export function pageHtml(options: { firstUser?: string }): string {
  const { firstUser } = options
  const meta = firstUser === undefined ? '' : `\n    <meta name="first-user" content="${escapeHtml(firstUser)}">`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Countersign try-it workspace</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">${meta}
    <link rel="icon" type="image/svg+xml" href="/favicon.svg">
    <link rel="stylesheet" href="/style.css">
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <div id="root"></div>
    <noscript>The try-it workspace needs JavaScript.</noscript>
  </body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`)
}

export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#1d2b53"/>
<g fill="none" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round">
<path d="M6 16.5l4.5 4.5L18 11.5" stroke="#8fa3d8"/><path d="M13.5 20l2 2L25.5 10" stroke="#3fd0a0"/>
</g></svg>
`
