'use client'

import { useNetwork } from '@mantine/hooks'
import classes from './offline-bar.module.css'

/** Says that the browser has no connection. */
export function OfflineBar() {
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <p className={classes.bar}>
          You are offline. What you see may be out of date; it refreshes once you are back.
        </p>
      )}
    </div>
  )
}
