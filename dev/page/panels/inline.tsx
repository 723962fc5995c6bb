// Plain text in which `code` between backticks is set as code.

export function Inline({ text }: { text: string }) {
  let at = 0
  return text.split('`').map((part, index) => {
    const key = `${at}`
    at += part.length + 1
    return index % 2 === 1 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>
  })
}
