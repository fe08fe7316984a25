import { Skeleton } from '@mantine/core'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { GIFT_CARD_COLUMNS } from './gift-card-columns'
import classes from './gift-card-list.module.css'

/** Placeholder of the gift cards list while it loads, in the same layout. */
export function GiftCardListSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={classes.head}>
        <h1>Gift cards</h1>
        <p className={classes.liability} />
        <div className={classes.filters}>
          <Skeleton height={32} />
          <Skeleton height={32} />
        </div>
      </header>
      <div className={classes.rows}>
        <TableSkeleton columns={GIFT_CARD_COLUMNS} layout={classes.columns} />
      </div>
    </div>
  )
}
