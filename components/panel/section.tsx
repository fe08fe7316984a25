import type { ReactNode } from 'react'
import classes from './section.module.css'

type Props = {
  title: string
  /** How many there are, or another short remark beside the title. */
  aside?: ReactNode
  /** False: the content brings its own padding, e.g. a table. */
  isPadded?: boolean
  children: ReactNode
}

/** A panel of the order page with its heading. */
export function Section({ title, aside, isPadded = true, children }: Props) {
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head}>
        <h2>{title}</h2>
        {aside !== undefined && <span className={classes.aside}>{aside}</span>}
      </header>
      <div data-padded={isPadded || undefined} className={classes.body}>
        {children}
      </div>
    </section>
  )
}

/** What a section says while there is nothing in it. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>
}
