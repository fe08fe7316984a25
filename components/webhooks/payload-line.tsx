import classes from './payload-view.module.css'

const KEY = /^(\s*)("(?:[^"\\]|\\.)*")(: )([\s\S]*)$/

/** A line of formatted JSON with its key highlighted. */
export function PayloadLine({ line }: { line: string }) {
  const [, indent, key, colon, value] = KEY.exec(line) ?? []
  if (key === undefined) return <span className={classes.line}>{line}</span>
  return (
    <span className={classes.line}>
      {indent}
      <span className={classes.key}>{key}</span>
      {colon}
      {value}
    </span>
  )
}
