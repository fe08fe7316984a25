import { Skeleton } from '@mantine/core'
import classes from './item-page.module.css'

/** The page of an exception before its data is there, in the same layout. */
export function ItemSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={classes.header}>
        <Skeleton height={28} width={320} maw="100%" />
        <Skeleton height={22} width={90} radius="xl" />
      </header>
      <div className={classes.columns}>
        <div className={classes.main}>
          <Skeleton height={128} />
          <Skeleton height={300} />
          <Skeleton height={140} />
        </div>
        <div className={classes.side}>
          <Skeleton height={180} />
          <Skeleton height={220} />
        </div>
      </div>
    </div>
  )
}
