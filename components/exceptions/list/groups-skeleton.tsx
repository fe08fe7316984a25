import { Skeleton } from '@mantine/core'
import classes from './inbox.module.css'

const LINES = ['44%', '31%', '38%', '27%', '41%', '35%']

/** Renders placeholders in the layout of the groups. */
export function GroupsSkeleton() {
  return (
    <ul className={classes.groups} aria-hidden>
      {LINES.map((width) => (
        <li key={width} className={classes.line}>
          <Skeleton height={10} width={width} />
        </li>
      ))}
    </ul>
  )
}
