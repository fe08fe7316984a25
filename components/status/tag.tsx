import classes from './tag.module.css'

/** A neutral tag behind a row's name, e.g. "Test" or "Guest". Not a status. */
export function Tag({ children }: { children: string }) {
  return <span className={classes.tag}>{children}</span>
}
