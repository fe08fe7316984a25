import Link from 'next/link'
import { Money } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import { Time } from '@/components/time/time'
import { orderPath } from '@/paths/routes'
import type { GiftCardEntry } from './gift-card-data'
import classes from './gift-card-page.module.css'

const ENTRY_LABELS: Record<GiftCardEntry['kind'], string> = {
  issued: 'Issued',
  credited: 'Credited',
  redeemed: 'Redeemed',
  reversed: 'Converted to cash',
  voided: 'Voided',
}

function EntryTitle({ entry }: { entry: GiftCardEntry }) {
  return (
    <>
      {ENTRY_LABELS[entry.kind]}
      {entry.orderId && (
        <>
          {' · '}
          <Link href={orderPath(entry.orderId)} prefetch={false}>
            {entry.orderName}
          </Link>
        </>
      )}
      {entry.note && <bdi className={classes.note}>{entry.note}</bdi>}
    </>
  )
}

/** Every change of the card's balance, oldest first. */
export function Ledger({ entries, currency }: { entries: GiftCardEntry[]; currency: string }) {
  return (
    <Section title="Ledger" aside={entries.length} isPadded={false}>
      <table className={classes.ledger}>
        <thead>
          <tr>
            <th scope="col">Entry</th>
            <th scope="col">By</th>
            <th scope="col">Date</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                <EntryTitle entry={entry} />
              </th>
              <td>{entry.actorName}</td>
              <td>
                <Time at={entry.at} />
              </td>
              <td>
                <Money minor={entry.amountMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
