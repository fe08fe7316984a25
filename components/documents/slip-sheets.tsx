import classes from './document-page.module.css'
import type { PrintDocument } from './print-document'
import { Parties, Sheet } from './sheet'

type Slip = Extract<PrintDocument, { kind: 'packing-slip' }>

/** What is in each parcel, without prices; a box to tick for whoever packs. */
export function SlipSheets({ document }: { document: Slip }) {
  const { words } = document
  return document.pages.map((page, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parcels may have no number yet.
    <Sheet key={index} document={document} aside={page.parcel}>
      <Parties blocks={document.parties} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th data-tick>{words.packed}</th>
            <th>{words.description}</th>
            <th>{words.sku}</th>
            <th data-number>{words.quantity}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same goods may stand on two lines.
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
          <h3>{words.note}</h3>
          <p dir="auto">{document.note}</p>
        </div>
      )}
    </Sheet>
  ))
}
