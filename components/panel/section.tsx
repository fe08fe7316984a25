import type { ReactNode } from 'react'
import classes from './section.module.css'

type Props = {
  title: string
  /** A count or another short text beside the title. */
  aside?: ReactNode
  /** False when the content has its own padding, as tables do. */
  isPadded?: boolean
  children: ReactNode
}

/** Renders a titled panel. */
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

/** Renders the empty state of a section. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>
}
