import { Skeleton } from '@mantine/core'
import classes from './data-table.module.css'

// Uneven widths look like text.
const WIDTHS = ['70%', '55%', '85%', '60%', '75%']

type Props = {
  columns: { id: string; header: string }[]
  rows?: number
  layout: string | undefined
}

/** A table placeholder in the table's own grid, so that nothing shifts when the rows load. */
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
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder rows have no other key.
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
