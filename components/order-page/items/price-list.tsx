'use client'

import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { MoneyInBoth } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import type { OrderData } from '../order-data'
import classes from './price-list.module.css'
import { type PricePiece, type PriceRow, priceRows } from './price-rows'

/** How the order's total comes about, and what has been paid of it; each row opens to its pieces. */
export function PriceList({ data }: { data: OrderData }) {
  const { currency, shopCurrency } = data.order
  const isConverted = currency !== shopCurrency
  const inBoth = ({ minor, shopMinor }: PricePiece) => (
    <MoneyInBoth {...{ minor, shopMinor, currency, shopCurrency }} />
  )
  return (
    <Section title="Order prices" aside={isConverted ? `${currency}, shop in ${shopCurrency}` : ''}>
      <dl className={classes.prices}>
        {priceRows(data).map((row) => (
          <Row key={row.label} row={row} amountOf={inBoth} />
        ))}
      </dl>
    </Section>
  )
}

type RowProps = { row: PriceRow; amountOf: (piece: PricePiece) => ReactNode }

function Row({ row, amountOf }: RowProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const canOpen = row.pieces.length > 0
  const notes = row.notes.map((note) => (
    <bdi className={classes.note} key={note}>
      {note}
    </bdi>
  ))
  return (
    <div className={classes.row} data-kind={row.kind} data-nothing={row.minor === 0n || undefined}>
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
      <dd>{amountOf(row)}</dd>
      <dd id={id} hidden={!isOpen} className={classes.pieces}>
        <ul>
          {row.pieces.map((piece, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two pieces may have one name.
            <li key={index}>
              <bdi>{piece.label}</bdi>
              {amountOf(piece)}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}
