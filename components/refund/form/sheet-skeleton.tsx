import { Skeleton } from '@mantine/core'
import classes from '../refund-sheet.module.css'

/** Placeholder of the form while the order loads. */
export function SheetSkeleton() {
  return (
    <div className={classes.fields} aria-busy>
      {[32, 32, 32, 32, 96, 64].map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move
        <Skeleton key={index} height={height} />
      ))}
    </div>
  )
}
