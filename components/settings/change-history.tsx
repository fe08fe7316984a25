import { Time } from '@/components/time/time'
import classes from './settings.module.css'

type Change = {
  key: string | number
  /** The new value as text; undefined: reset to default. */
  value: string | undefined
  detail?: string | undefined
  reason: string
  changedByName: string
  at: Date
}

/** All changes of a setting, latest first. */
export function ChangeHistory({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return null
  return (
    <ol className={classes.history} aria-label="Change history">
      {changes.map(({ key, value = 'Reset to default', detail, reason, changedByName, at }) => (
        <li key={key}>
          <strong>{value}</strong>
          {detail && <span>{detail}</span>}
          <span>{reason}</span>
          <span>
            {changedByName}, <Time at={at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
