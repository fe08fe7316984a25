'use client'

import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { Money } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import type { OrderData } from './order-data'
import classes from './price-list.module.css'
import { type PriceRow, priceRows } from './price-rows'

/** How the order's total comes about, and what has been paid of it; each row opens to its pieces. */
export function PriceList({ data }: { data: OrderData }) {
  const { currency, shopCurrency } = data.order
  const isConverted = currency !== shopCurrency
  return (
    <Section title="Order prices" aside={isConverted ? `${currency}, shop in ${shopCurrency}` : ''}>
      <dl className={classes.prices}>
        {priceRows(data).map((row) => (
          <Row key={row.label} row={row} currency={currency}>
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

type RowProps = { row: PriceRow; currency: string; children: ReactNode }

function Row({ row, currency, children }: RowProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const canOpen = row.pieces.length > 0
  const notes = row.notes.map((note) => (
    <bdi className={classes.note} key={note}>
      {note}
    </bdi>
  ))
  return (
    <div className={classes.row} data-kind={row.kind}>
      <dt>
        {canOpen ? (
          <UnstyledButton
            className={classes.opener}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronRight size={12} aria-hidden className={classes.chevron} />
            {row.label}
          </UnstyledButton>
        ) : (
          <span className={classes.closed}>{row.label}</span>
        )}
        {!isOpen && notes}
      </dt>
      <dd>{children}</dd>
      <dd id={id} hidden={!isOpen} className={classes.pieces}>
        <ul>
          {row.pieces.map(({ label, minor }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two pieces may have one name.
            <li key={index}>
              <bdi>{label}</bdi>
              <Money minor={minor} currency={currency} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}
