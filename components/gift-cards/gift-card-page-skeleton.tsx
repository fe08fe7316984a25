import { Skeleton } from '@mantine/core'
import classes from './gift-card-page.module.css'

/** Placeholder of a gift card page while it loads, in the same layout. */
export function GiftCardPageSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={classes.header}>
        <Skeleton height={28} width={200} />
        <Skeleton height={22} width={80} radius="xl" />
      </header>
      <div className={classes.columns}>
        <Skeleton height={240} />
        <div className={classes.side}>
          <Skeleton height={180} />
          <Skeleton height={160} />
        </div>
      </div>
    </div>
  )
}
