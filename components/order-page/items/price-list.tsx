'use client'

import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { MoneyInBoth } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import type { OrderData } from '../order-data'
import classes from './price-list.module.css'
import { type PriceComponent, type PriceRow, priceRows } from './price-rows'

/** Renders the order's prices, total, payments and balance; each row expands to its breakdown. */
export function PriceList({ data }: { data: OrderData }) {
  const { currency, shopCurrency } = data.order
  const isConverted = currency !== shopCurrency
  const renderAmount = ({ minor, shopMinor }: PriceComponent) => (
    <MoneyInBoth {...{ minor, shopMinor, currency, shopCurrency }} />
  )
  return (
    <Section
      title="Order Prices"
      aside={isConverted ? `${currency}, shop currency ${shopCurrency}` : ''}
    >
      <dl className={classes.prices}>
        {priceRows(data).map((row) => (
          <Row key={row.label} row={row} renderAmount={renderAmount} />
        ))}
      </dl>
    </Section>
  )
}

type RowProps = { row: PriceRow; renderAmount: (component: PriceComponent) => ReactNode }

function Row({ row, renderAmount }: RowProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const canOpen = row.breakdown.length > 0
  return (
    <div className={classes.row} data-kind={row.kind} data-zero={row.minor === 0n || undefined}>
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
        {!isOpen && <Notes notes={row.notes} />}
      </dt>
      <dd>{renderAmount(row)}</dd>
      <dd id={id} hidden={!isOpen} className={classes.breakdown}>
        <ul>
          {row.breakdown.map((component, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two components may have the same label.
            <li key={index}>
              <bdi>{component.label}</bdi>
              {renderAmount(component)}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

function Notes({ notes }: Pick<PriceRow, 'notes'>) {
  return notes.map((note) => (
    <bdi className={classes.note} key={note}>
      {note}
    </bdi>
  ))
}
