import classes from './item-raw.module.css'

type Props = { label: string; value: unknown; isOpen?: boolean }

/** A value as it is stored, folded up; nothing at all where there is none. */
export function ItemJson({ label, value, isOpen = false }: Props) {
  if (value === null || value === undefined) return null
  return (
    <details className={classes.json} open={isOpen}>
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <pre tabIndex={0}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </details>
  )
}
