import classes from './tag.module.css'

/** A word that sets a row apart from its likes, behind its name: no state, and no color. */
export function Tag({ children }: { children: string }) {
  return <span className={classes.tag}>{children}</span>
}
