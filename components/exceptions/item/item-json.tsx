import classes from './item-raw.module.css'

type Props = { label: string; value: unknown; isOpen?: boolean }

/** Renders a stored value as collapsible JSON; nothing for null and undefined. */
export function ItemJson({ label, value, isOpen = false }: Props) {
  if (value === null || value === undefined) return null
  return (
    <details className={classes.json} open={isOpen}>
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable, so it must be focusable. */}
      <pre tabIndex={0}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </details>
  )
}
