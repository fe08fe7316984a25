import classes from './stale-bar.module.css'

/** Says that what is shown could not be refreshed; it is asked again by itself. */
export function StaleBar({ isStale }: { isStale: boolean }) {
  return (
    <div role="status">
      {isStale && (
        <p className={classes.bar}>
          Aftercart did not answer just now: this may be out of date. It is asked again by itself.
        </p>
      )}
    </div>
  )
}
