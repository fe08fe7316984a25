import classes from './charts.module.css'
import type { Series } from './series-data'

type Props = { series: Series[]; isCompared: boolean; isShortened: boolean; caption: string }

/** The legend of a chart: axis units, colors and the dashed comparison. */
export function ChartLegend({ series, isCompared, isShortened, caption }: Props) {
  const hasMany = series.length > 1
  return (
    <figcaption className={classes.key}>
      <span className={classes.caption}>
        {caption}
        {isShortened && ` · ${series.length} largest`}
      </span>
      {(hasMany || isCompared) && (
        <ul>
          {series.map(({ name, color, column }) => (
            <li key={name}>
              <Stroke color={color} />
              {column.label}
            </li>
          ))}
          {isCompared && (
            <li>
              <Stroke color={hasMany ? 'var(--ink-faint)' : 'var(--chart-before)'} isDashed />
              comparison
            </li>
          )}
        </ul>
      )}
    </figcaption>
  )
}

function Stroke({ color, isDashed = false }: { color: string; isDashed?: boolean }) {
  return (
    <svg width="14" height="8" aria-hidden>
      <line
        x1="0"
        x2="14"
        y1="4"
        y2="4"
        stroke={color}
        strokeWidth={isDashed ? 1.5 : 3}
        {...(isDashed && { strokeDasharray: '4 3' })}
      />
    </svg>
  )
}
