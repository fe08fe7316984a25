import type { ReactNode } from 'react'
import classes from './notice.module.css'

type Props = {
  icon: ReactNode
  title: string
  children: ReactNode
  /** What can be done next. */
  actions?: ReactNode
}

/** What stands where content would be: nothing there yet, nothing found, no access, a failure. */
export function Notice({ icon, title, children, actions }: Props) {
  return (
    <div className={classes.notice}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.text}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
