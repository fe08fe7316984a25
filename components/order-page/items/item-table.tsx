'use client'

import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/panel/section'
import type { OrderData } from '../order-data'
import { OrderShown } from '../order-shown'
import { itemColumns } from './item-columns'
import classes from './item-table.module.css'

/** What was bought, what was paid for it, and what became of it. */
export function ItemTable({ data }: { data: OrderData }) {
  const units = data.lines.reduce((sum, line) => sum + line.quantity, 0)
  const { currency, shopCurrency, taxesIncluded } = data.order
  const columns = useMemo(
    () => itemColumns({ currency, shopCurrency, taxesIncluded }),
    [currency, shopCurrency, taxesIncluded],
  )
  return (
    <Section title="Items" aside={units} isPadded={false}>
      <OrderShown data={data}>
        <DataTable
          label="Items"
          columns={columns}
          rows={data.lines}
          rowId={(line) => line.id}
          layout={classes.columns}
        />
      </OrderShown>
    </Section>
  )
}
