// The text of one member of a JSON object, character for character.

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** `json` must be valid JSON with an object at the top; null when it has no such member. */
export function memberText(json: string, name: string): string | null {
  let depth = 0
  let key: string | null = null
  let start = -1
  let isKey = false
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (depth === 1 && start >= 0 && (token === ',' || token === '}')) return json.slice(start, index).trim()
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    if (depth !== 1) continue
    if (token === '{' || token === ',') isKey = true
    else if (isKey && token.startsWith('"')) [key, isKey] = [JSON.parse(token) as string, false]
    else if (token === ':' && key === name && start < 0) start = index + 1
  }
  return null
}
