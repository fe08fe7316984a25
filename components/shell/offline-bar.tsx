'use client'

import { useNetwork } from '@mantine/hooks'
import classes from './offline-bar.module.css'

/** Shows a message while the browser is offline. */
export function OfflineBar() {
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <p className={classes.bar}>
          You are offline. Data may be out of date and will refresh when you reconnect.
        </p>
      )}
    </div>
  )
}
