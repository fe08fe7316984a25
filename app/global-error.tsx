'use client'

import classes from './global-error.module.css'

/** Shown if the root layout fails. Depends only on the browser. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en" className={classes.root}>
      <body>
        <main className={classes.page}>
          <h1>Something went wrong</h1>
          <p>Try again. If the problem persists, contact an engineer.</p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
