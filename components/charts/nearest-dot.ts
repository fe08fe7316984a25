import type { SyntheticEvent } from 'react'

const DOT = '.recharts-active-dot'

/** A click beside the dots of a point means the nearest of them: it is passed on to it. */
export function clickNearestDot({ nativeEvent, currentTarget }: SyntheticEvent): void {
  if (!(nativeEvent instanceof MouseEvent) || !(nativeEvent.target instanceof Element)) return
  // A dot has seen its own click already, and the one that was passed on to it.
  if (nativeEvent.target.closest(DOT)) return
  const distance = (dot: Element) => {
    const { top, bottom } = dot.getBoundingClientRect()
    return Math.abs((top + bottom) / 2 - nativeEvent.clientY)
  }
  const dots = [...currentTarget.querySelectorAll(`${DOT} circle`)]
  const [nearest] = dots.sort((a, b) => distance(a) - distance(b))
  nearest?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
}
