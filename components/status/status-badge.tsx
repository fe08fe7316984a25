import type { StatusLabel } from './labels'
import classes from './status-badge.module.css'

/** A status label with its color. `pill` adds a background, for a badge outside of tables. */
export function StatusBadge({ status, pill = false }: { status: StatusLabel; pill?: boolean }) {
  return (
    <span className={classes.badge} data-tone={status.tone} data-pill={pill || undefined}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.label}>{status.label}</span>
    </span>
  )
}
