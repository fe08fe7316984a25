import { Skeleton } from '@mantine/core'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { WEBHOOK_COLUMNS } from './webhook-columns'
import filters from './webhook-filters.module.css'
import classes from './webhook-list.module.css'

/** Placeholder of the webhooks list while it loads, in the same layout. */
export function WebhookListSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={filters.head}>
        <h1>Webhooks</h1>
        <div className={filters.filters}>
          <Skeleton height={32} />
          <Skeleton height={32} />
          <Skeleton height={32} />
          <Skeleton height={32} />
        </div>
      </header>
      <div className={classes.rows}>
        <TableSkeleton columns={WEBHOOK_COLUMNS} layout={classes.columns} />
      </div>
    </div>
  )
}
