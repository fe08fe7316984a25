import { Skeleton } from '@mantine/core'
import classes from './data-table.module.css'

// Uneven, so that the eye reads them as text and not as bars.
const WIDTHS = ['70%', '55%', '85%', '60%', '75%']

type Props = {
  columns: { id: string; header: string }[]
  rows?: number
  layout: string | undefined
}

/** The table's own grid with gray text in it, so that nothing jumps when the rows come. */
export function TableSkeleton({ columns, rows = 12, layout }: Props) {
  return (
    <div className={`${classes.table} ${layout}`} aria-hidden>
      <div className={classes.head}>
        {columns.map(({ id, header }) => (
          <span key={id} data-column={id}>
            {header}
          </span>
        ))}
      </div>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows that stand for nothing have no other.
        <div className={classes.row} key={row}>
          {columns.map(({ id }, column) => (
            <span key={id} data-column={id}>
              <Skeleton height={10} width={WIDTHS[(row + column) % WIDTHS.length] ?? '70%'} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
