import type { ReactNode } from 'react'
import classes from './notice.module.css'

type Props = {
  icon: ReactNode
  title: string
  children: ReactNode
  /** Buttons for the next step. */
  actions?: ReactNode
  /** True if it replaces the whole page: its title becomes the page's heading. */
  isPage?: boolean
}

/** A message in place of content: an empty state, no results, no access or an error. */
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
