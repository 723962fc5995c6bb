// Blocks that belong together under one title, folded away when the app says so.
import type { ReactNode } from 'react'
import type { ContainerBlock as LibraryContainer, RichTextBlock } from 'slack-blocks-to-jsx'
import { Display, PlainText } from './display.tsx'

type Container = LibraryContainer & { rich_text_title?: RichTextBlock; has_header_divider?: boolean }

export function ContainerBlock({ block, children }: { block: Container; children: ReactNode }) {
  const className = `container-block container-${block.width ?? 'standard'}`
  if (block.is_collapsible !== true) {
    return (
      <section className={className}>
        <ContainerTitle block={block} />
        {children}
      </section>
    )
  }
  return (
    <details className={className} open={block.default_collapsed !== true}>
      <summary>
        <ContainerTitle block={block} />
      </summary>
      {children}
    </details>
  )
}

function ContainerTitle({ block }: { block: Container }) {
  const { title, rich_text_title: richTitle, subtitle } = block
  return (
    <div className={block.has_header_divider === true ? 'container-title container-ruled' : 'container-title'}>
      {richTitle === undefined ? (
        <strong>{title === undefined ? null : <PlainText text={title.text} />}</strong>
      ) : (
        <Display blocks={[richTitle]} />
      )}
      {subtitle === undefined ? null : <Display blocks={[{ type: 'context', elements: [subtitle] }]} />}
    </div>
  )
}
