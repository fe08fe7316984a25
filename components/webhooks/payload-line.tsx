import classes from './payload-view.module.css'

const KEY = /^(\s*)("(?:[^"\\]|\\.)*")(: )([\s\S]*)$/

/** A line of laid out JSON, its key set off from its value. */
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
