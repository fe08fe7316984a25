import { Time } from '@/components/time/time'
import classes from './settings.module.css'

type Change = {
  key: string | number
  /** What was set, in words; undefined: the standard holds again. */
  words: string | undefined
  detail?: string | undefined
  reason: string
  changedByName: string
  at: Date
}

/** Every change of a setting, the latest first. */
export function ChangeHistory({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return null
  return (
    <ol className={classes.history} aria-label="ChangeHistory">
      {changes.map(({ key, words = 'Back to the standard', detail, reason, changedByName, at }) => (
        <li key={key}>
          <strong>{words}</strong>
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
