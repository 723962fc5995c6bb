// A file of cells, as spreadsheets and shops write them: quotes, line breaks within quotes, commas, semicolons or tabs. Pure.

export type CsvRow = {
  /** As an editor counts, the first line of the row. */
  line: number
  cells: string[]
}

/** Blank lines are left out; the first row is the header's. `unclosed`: the line of a quote that nothing closes, else null. */
export function csvRows(text: string): { rows: CsvRow[]; separator: string; unclosed: number | null } {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const between = separatorOf(body.slice(0, Math.max(0, body.search(/\r?\n|$/))))
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  let line = 1
  let begun = 1
  let quoted = 1
  const endRow = (): void => {
    cells.push(cell)
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: begun, cells: cells.map((each) => each.trim()) })
    cells = []
    cell = ''
  }
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at] ?? ''
    if (character === '\n') line += 1
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (body[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"' && cell.trim() === '') {
      cell = ''
      isQuoted = true
      quoted = line
    } else if (character === between) {
      cells.push(cell)
      cell = ''
    } else if (character === '\n') {
      endRow()
      begun = line
    } else if (character !== '\r') cell += character
  }
  endRow()
  return { rows, separator: between, unclosed: isQuoted ? quoted : null }
}

function separatorOf(header: string): string {
  const counted = [',', ';', '\t'].map((each) => [each, header.split(each).length] as const)
  return counted.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}
