import { code128 } from '@/domain/documents/code-128'
import classes from './document-page.module.css'
import type { PrintDocument } from './print-document'
import { AddressBlock } from './sheet'

type Label = Extract<PrintDocument, { kind: 'label' }>

/** One 4 × 6 inch label for each parcel, with its tracking number as Code 128. */
export function LabelSheets({ document }: { document: Label }) {
  return document.pages.map((page) => (
    <section className={classes.label} key={page.trackingNumber}>
      <header>
        <strong>
          {page.carrier}
          <span className={classes.service}>{page.service}</span>
        </strong>
        <bdi>{page.weight}</bdi>
      </header>
      {page.from && (
        <div className={classes.from}>
          <h3>From</h3>
          <AddressBlock block={page.from} />
        </div>
      )}
      <div className={classes.to}>
        <h3>Ship to</h3>
        <AddressBlock block={page.to} />
      </div>
      <footer>
        <Barcode text={page.trackingNumber} />
        <p className={classes.number}>{page.trackingNumber}</p>
        <p>Order {document.orderName}</p>
      </footer>
    </section>
  ))
}

function Barcode({ text }: { text: string }) {
  const code = code128(text)
  if (!code) return null
  return (
    <svg
      className={classes.barcode}
      viewBox={`0 0 ${code.width} 30`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Barcode of ${text}`}
    >
      {code.bars.map(({ x, width }) => (
        <rect key={x} x={x} y={0} width={width} height={30} />
      ))}
    </svg>
  )
}
