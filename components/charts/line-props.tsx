import type { Point } from './series-data'

/** How a line is drawn: the comparison thinner, a point without neighbors as a dot. */
export function lineProps(name: string, points: Point[], onOpen: (index: number) => void) {
  const isBefore = name.startsWith('before')
  const isThere = (index: number) => (points[index]?.[name] ?? null) !== null
  const isAlone = (index: number) => isThere(index) && !isThere(index - 1) && !isThere(index + 1)
  const dot = ({ index = -1, cx, cy, stroke }: DotAt) =>
    isAlone(index) ? (
      <circle key={index} cx={cx} cy={cy} r={isBefore ? 2 : 3} fill={stroke} />
    ) : (
      <g key={index} />
    )
  const onClick = (_: unknown, at: unknown) => onOpen(indexOfDot(at))
  return {
    dot: points.some((_, index) => isAlone(index)) ? dot : false,
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

/** Recharts tells a dot's place as the second argument of its click. */
function indexOfDot(dot: unknown): number {
  return typeof dot === 'object' && dot !== null && 'index' in dot ? Number(dot.index) : -1
}
