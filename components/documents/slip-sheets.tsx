import classes from './document-page.module.css'
import type { PrintDocument } from './print-document'
import { Parties, Sheet } from './sheet'

type Slip = Extract<PrintDocument, { kind: 'packing-slip' }>

/** A packing slip for each parcel, without prices, with a checkbox per line. */
export function SlipSheets({ document }: { document: Slip }) {
  const { labels } = document
  return document.pages.map((page, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parcels may not have a tracking number yet.
    <Sheet key={index} document={document} aside={page.parcel}>
      <Parties blocks={document.parties} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th data-tick>{labels.packed}</th>
            <th>{labels.description}</th>
            <th>{labels.sku}</th>
            <th data-number>{labels.quantity}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same item.
            <tr key={line}>
              <td data-tick>
                <span className={classes.tick} />
              </td>
              <td>
                <bdi>{row.title}</bdi>
              </td>
              <td>{row.sku}</td>
              <td data-number>{row.quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {document.note && (
        <div className={classes.note}>
          <h3>{labels.note}</h3>
          <p dir="auto">{document.note}</p>
        </div>
      )}
    </Sheet>
  ))
}
