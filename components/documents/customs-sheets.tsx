import classes from './document-page.module.css'
import type { PrintDocument } from './print-document'
import { Parties, Sheet } from './sheet'

type Customs = Extract<PrintDocument, { kind: 'customs' }>

/**
 * A customs declaration for each parcel, with the fields of form CN 23.
 * Source: UPU Parcel Post Manual, form CN 23.
 */
export function CustomsSheets({ document }: { document: Customs }) {
  return document.pages.map((page, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parcels may not have a tracking number yet.
    <Sheet key={index} document={document} aside={page.parcel}>
      <Parties blocks={document.parties} />
      <ContentsTable rows={page.rows} />
      <dl className={classes.boxes}>
        <Box label="Total gross weight" value={page.totalWeight} />
        <Box label="Total value" value={page.totalValue} />
        <Box label="Postal charges" value={document.postage} />
        <Box
          label="Category of item"
          value="☒ Sale of goods  ☐ Gift  ☐ Documents  ☐ Returned goods"
        />
      </dl>
      <div className={classes.signature}>
        <p>
          I certify that the particulars given in this customs declaration are correct and that this
          item does not contain any dangerous article prohibited by legislation or by postal or
          customs regulations.
        </p>
        <p className={classes.sign}>
          Date and sender's signature: <bdi>{document.date}</bdi>
        </p>
      </div>
    </Sheet>
  ))
}

function ContentsTable({ rows }: { rows: Customs['pages'][number]['rows'] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>Detailed description of contents</th>
          <th data-number>Quantity</th>
          <th data-number>Net weight</th>
          <th data-number>Value</th>
          <th>HS tariff number</th>
          <th>Country of origin</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same item.
          <tr key={index}>
            <td>
              <bdi>{row.description}</bdi>
            </td>
            <td data-number>{row.quantity}</td>
            <td data-number>
              <bdi>{row.weight}</bdi>
            </td>
            <td data-number>
              <bdi>{row.value}</bdi>
            </td>
            <td>{row.hsCode}</td>
            <td>{row.origin}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Box({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}
