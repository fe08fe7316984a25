import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/panel/section'
import { itemColumns } from './item-columns'
import classes from './item-table.module.css'
import type { OrderData } from './order-data'

/** What was bought, what was paid for it, and what became of it. */
export function ItemTable({ data }: { data: OrderData }) {
  const units = data.lines.reduce((sum, line) => sum + line.quantity, 0)
  return (
    <Section title="Items" aside={units} isPadded={false}>
      <DataTable
        label="Items"
        columns={itemColumns(data)}
        rows={data.lines}
        rowId={(line) => line.id}
        layout={classes.columns}
      />
    </Section>
  )
}
