import type { Point } from './series-data'

/** Returns the props of a line: thinner for the comparison, with a dot for an isolated point. */
export function lineProps(name: string, points: Point[], onOpen: (index: number) => void) {
  const isBefore = name.startsWith('before')
  const hasValue = (index: number) => (points[index]?.[name] ?? null) !== null
  const isIsolated = (index: number) =>
    hasValue(index) && !hasValue(index - 1) && !hasValue(index + 1)
  const dot = ({ index = -1, cx, cy, stroke }: DotAt) =>
    isIsolated(index) ? (
      <circle key={index} cx={cx} cy={cy} r={isBefore ? 2 : 3} fill={stroke} />
    ) : (
      <g key={index} />
    )
  const onClick = (_: unknown, at: unknown) => onOpen(indexOfDot(at))
  return {
    dot: points.some((_, index) => isIsolated(index)) ? dot : false,
    strokeWidth: isBefore ? 1.5 : 2,
    activeDot: isBefore ? (false as const) : { r: 5, cursor: 'pointer', onClick },
  }
}

type DotAt = {
  index?: number | undefined
  cx?: number | undefined
  cy?: number | undefined
  stroke?: string | undefined
}

/** Reads the index of a dot from the second argument of Recharts' click handler. */
function indexOfDot(dot: unknown): number {
  return typeof dot === 'object' && dot !== null && 'index' in dot ? Number(dot.index) : -1
}
