import type { ReactNode } from 'react'
import classes from './notice.module.css'

type Props = {
  icon: ReactNode
  title: string
  children: ReactNode
  /** What can be done next. */
  actions?: ReactNode
  /** It stands for the whole page, so its title is the page's. */
  isPage?: boolean
}

/** What stands where content would be: nothing there yet, nothing found, no access, a failure. */
export function Notice({ icon, title, children, actions, isPage = false }: Props) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <div className={classes.notice}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <Title className={classes.title}>{title}</Title>
      <div className={classes.text}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
