import { Skeleton } from '@mantine/core'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { CUSTOMER_COLUMNS } from './customer-columns'
import classes from './customer-list.module.css'

/** Placeholder of the customers list while it loads, in the same layout. */
export function CustomerListSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={classes.head}>
        <h1>Customers</h1>
        <div className={classes.search}>
          <Skeleton height={32} />
        </div>
      </header>
      <div className={classes.rows}>
        <TableSkeleton columns={CUSTOMER_COLUMNS} layout={classes.columns} />
      </div>
    </div>
  )
}
