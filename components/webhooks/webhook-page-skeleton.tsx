import { Skeleton } from '@mantine/core'
import classes from './webhook-page.module.css'

/** Placeholder of a webhook page while it loads, in the same layout. */
export function WebhookPageSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={classes.header}>
        <Skeleton height={28} width={160} />
        <Skeleton height={22} width={90} radius="xl" />
      </header>
      <div className={classes.columns}>
        <Skeleton height={480} />
        <div className={classes.side}>
          <Skeleton height={280} />
          <Skeleton height={200} />
        </div>
      </div>
    </div>
  )
}
