'use client'

import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/panel/section'
import type { OrderData } from '../order-data'
import { OrderDataProvider } from '../order-data-context'
import { itemColumns } from './item-columns'
import classes from './item-table.module.css'

/** Renders the order's items with price, paid amount and status. */
export function ItemTable({ data }: { data: OrderData }) {
  const units = data.lines.reduce((sum, line) => sum + line.quantity, 0)
  const { currency, shopCurrency, taxesIncluded } = data.order
  const columns = useMemo(
    () => itemColumns({ currency, shopCurrency, taxesIncluded }),
    [currency, shopCurrency, taxesIncluded],
  )
  return (
    <Section title="Items" aside={units} isPadded={false}>
      <OrderDataProvider data={data}>
        <DataTable
          label="Items"
          columns={columns}
          rows={data.lines}
          rowId={(line) => line.id}
          layout={classes.columns}
        />
      </OrderDataProvider>
    </Section>
  )
}
