// A data table with its caption, header row and pages.
import { useState } from 'react'
import type { Block as LibraryBlock } from 'slack-blocks-to-jsx'
import { Display } from './display.tsx'
import type { DataTable } from './split-blocks.ts'

type Cell = DataTable['rows'][number][number]

const DEFAULT_PAGE_SIZE = 5

export function DataTableBlock({ block }: { block: DataTable }) {
  const [page, setPage] = useState(0)
  const [header = [], ...body] = block.rows
  const size = block.page_size ?? DEFAULT_PAGE_SIZE
  const pages = Math.max(1, Math.ceil(body.length / size))
  const rows = body.map((cells, at) => ({ cells, key: `row-${at}` }))
  const shown = rows.slice(page * size, (page + 1) * size)
  return (
    <div className="data-table">
      <div className="data-table-scroll">
        <table>
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {header.map((cell, column) => (
                <th key={cellKey(column)} scope="col" className={numeric(body[0]?.[column])}>
                  <CellText cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.key}>
                {row.cells.map((cell, column) => {
                  const Tag = column === block.row_header_column_index ? 'th' : 'td'
                  const scope = Tag === 'th' ? { scope: 'row' } : {}
                  return (
                    <Tag key={cellKey(column)} {...scope} className={numeric(cell)}>
                      <CellText cell={cell} />
                    </Tag>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages === 1 ? null : (
        <div className="data-table-pages">
          <button type="button" className="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span aria-live="polite">
            Page {page + 1} of {pages}
          </span>
          <button type="button" className="button" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            Next
          </button>
        </div>
      )}
    </div>
  )
}

/** A column of numbers lines up on the right, its heading too. */
function numeric(cell: Cell | undefined): string | undefined {
  return cell?.type === 'raw_number' ? 'number' : undefined
}

function cellKey(column: number): string {
  return `column-${column}`
}

function CellText({ cell }: { cell: Cell }) {
  if (cell.type === 'raw_text' || cell.type === 'raw_number') return cell.text
  return <Display blocks={[cell as LibraryBlock]} />
}
