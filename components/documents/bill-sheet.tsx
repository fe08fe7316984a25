import classes from './document-page.module.css'
import type { PrintDocument } from './print-document'
import { Parties, Sheet } from './sheet'

type Bill = Extract<PrintDocument, { kind: 'invoice' | 'receipt' }>

/** An invoice or receipt with its lines, totals and payments. */
export function BillSheet({ document }: { document: Bill }) {
  const { bill, parties } = document
  return (
    <Sheet document={document}>
      <Parties blocks={parties} />
      <LineTable document={document} />
      <dl className={classes.sums}>
        {bill.sums.map((row) => (
          <SumRow key={row.label} {...row} />
        ))}
        <SumRow {...bill.total} kind="total" />
        {bill.settled.map((row) => (
          <SumRow key={row.label} {...row} />
        ))}
        <SumRow {...bill.balance} kind="balance" />
      </dl>
    </Sheet>
  )
}

function LineTable({ document: { bill, labels } }: { document: Bill }) {
  const hasDiscount = bill.lines.some(({ discount }) => discount !== '')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{labels.description}</th>
          <th data-number>{labels.quantity}</th>
          <th data-number>{labels.unitPrice}</th>
          {hasDiscount && <th data-number>{labels.discount}</th>}
          <th data-number>{labels.tax}</th>
          <th data-number>{labels.amount}</th>
        </tr>
      </thead>
      <tbody>
        {bill.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same item.
          <tr key={index}>
            <td>
              <bdi>{line.title}</bdi>
              {line.sku && <span className={classes.sku}>{line.sku}</span>}
            </td>
            <td data-number>{line.quantity}</td>
            <Amount text={line.unitPrice} />
            {hasDiscount && <Amount text={line.discount} />}
            <Amount text={line.tax} />
            <Amount text={line.amount} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Amount({ text }: { text: string }) {
  return (
    <td data-number>
      <bdi>{text}</bdi>
    </td>
  )
}

type RowProps = { label: string; amount: string; kind?: 'total' | 'balance' }

function SumRow({ label, amount, kind }: RowProps) {
  return (
    <div data-kind={kind}>
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd>
        <bdi>{amount}</bdi>
      </dd>
    </div>
  )
}
