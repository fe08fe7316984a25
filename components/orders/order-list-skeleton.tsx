import { Skeleton } from '@mantine/core'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { DEFAULT_COLUMNS } from './column-names'
import filters from './filters/order-filters.module.css'
import { orderColumns } from './order-columns'
import classes from './order-list.module.css'

/** Placeholder of the orders list while it loads, in the same layout. */
export function OrderListSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={filters.head}>
        <div className={filters.title}>
          <h1>Orders</h1>
          <Skeleton width={320} height={28} />
        </div>
        <Skeleton height={32} maw={420} />
      </header>
      <div className={classes.rows}>
        <TableSkeleton columns={orderColumns(DEFAULT_COLUMNS)} layout={classes.columns} />
      </div>
    </div>
  )
}
