import type { ReactNode } from 'react'
import { Money } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import type { OrderData } from './order-data'
import classes from './price-list.module.css'
import { type PriceRow, priceRows } from './price-rows'

/** How the order's total comes about, and what has been paid of it. */
export function PriceList({ data }: { data: OrderData }) {
  const { currency, shopCurrency } = data.order
  const isConverted = currency !== shopCurrency
  return (
    <Section title="Order prices" aside={isConverted ? `${currency}, shop in ${shopCurrency}` : ''}>
      <dl className={classes.prices}>
        {priceRows(data).map((row) => (
          <Row key={row.label} row={row}>
            <Money
              minor={row.minor}
              currency={currency}
              shop={
                row.shopMinor === undefined
                  ? undefined
                  : { minor: row.shopMinor, currency: shopCurrency }
              }
            />
          </Row>
        ))}
      </dl>
    </Section>
  )
}

function Row({ row, children }: { row: PriceRow; children: ReactNode }) {
  return (
    <div className={classes.row} data-kind={row.kind}>
      <dt>
        {row.label}
        {row.notes.map((note) => (
          <bdi className={classes.note} key={note}>
            {note}
          </bdi>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
