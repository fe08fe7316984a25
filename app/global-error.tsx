'use client'

import classes from './global-error.module.css'

/** Shown when even the frame could not be drawn: it stands on nothing but the browser. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en" className={classes.root}>
      <body>
        <main className={classes.page}>
          <h1>Aftercart could not be drawn</h1>
          <p>This broke on our side. Try again; if it stays, tell an engineer.</p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
