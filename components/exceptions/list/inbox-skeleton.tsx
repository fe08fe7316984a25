import { Skeleton } from '@mantine/core'
import { GroupsSkeleton } from './groups-skeleton'
import classes from './inbox.module.css'
import head from './inbox-head.module.css'

/** Renders placeholders in the layout of the inbox. */
export function InboxSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      <header className={head.head}>
        <div className={head.title}>
          <h1>Exceptions</h1>
          <Skeleton width={360} height={28} />
        </div>
        <Skeleton width={320} height={32} />
      </header>
      <div className={classes.panes}>
        <div className={classes.list}>
          <GroupsSkeleton />
          <p className={classes.placeholder} data-pane="rows" />
        </div>
        <p className={classes.placeholder} data-pane="item" />
      </div>
    </div>
  )
}
