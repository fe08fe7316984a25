import type { ReactNode } from 'react'
import { directionOf } from '@/domain/address/address-lines'
import classes from './document-page.module.css'
import type { PrintDocument } from './print-document'

type Block = Extract<PrintDocument, { kind: 'invoice' | 'receipt' }>['parties'][number]

type Props = { document: PrintDocument; aside?: string | undefined; children: ReactNode }

/** A sheet of paper with the document's header. */
export function Sheet({ document, aside, children }: Props) {
  return (
    <section className={classes.sheet}>
      <header className={classes.head}>
        <div>
          <p className={classes.shop}>
            <bdi>{document.storefrontName}</bdi>
          </p>
          <h2>{document.title}</h2>
          {aside && <p className={classes.aside}>{aside}</p>}
        </div>
        <dl className={classes.facts}>
          {document.facts.map(({ label, amount }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{amount}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </header>
      {children}
    </section>
  )
}

/** The addresses of the sender, the payer and the recipient. */
export function Parties({ blocks }: { blocks: Block[] }) {
  return (
    <div className={classes.parties}>
      {blocks.map((block) => (
        <div key={block.label}>
          <h3>{block.label}</h3>
          <AddressBlock block={block} />
        </div>
      ))}
    </div>
  )
}

/** An address; each line has the direction of its script. */
export function AddressBlock({ block }: { block: Block }) {
  return (
    <address className={classes.address} dir={directionOf(block.lines)}>
      {block.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same text.
        <div key={index} dir="auto">
          {line}
        </div>
      ))}
      <div dir="ltr" className={classes.country}>
        {block.country}
      </div>
      {block.phone && <div dir="ltr">{block.phone}</div>}
    </address>
  )
}
