import classes from './stale-bar.module.css'

/** Shows a message if the data couldn't be refreshed. The query retries automatically. */
export function StaleBar({ isStale }: { isStale: boolean }) {
  return (
    <div role="status">
      {isStale && (
        <p className={classes.bar}>
          Couldn't refresh. Data may be out of date. Retrying automatically.
        </p>
      )}
    </div>
  )
}
