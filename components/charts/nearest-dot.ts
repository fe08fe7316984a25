import type { SyntheticEvent } from 'react'

const DOT = '.recharts-active-dot'

/** Forwards a click beside the dots of a point to the nearest one. */
export function clickNearestDot({ nativeEvent, currentTarget }: SyntheticEvent): void {
  if (!(nativeEvent instanceof MouseEvent) || !(nativeEvent.target instanceof Element)) return
  // Dots handle their own clicks, including forwarded ones.
  if (nativeEvent.target.closest(DOT)) return
  const distance = (dot: Element) => {
    const { top, bottom } = dot.getBoundingClientRect()
    return Math.abs((top + bottom) / 2 - nativeEvent.clientY)
  }
  const dots = [...currentTarget.querySelectorAll(`${DOT} circle`)]
  const [nearest] = dots.sort((a, b) => distance(a) - distance(b))
  nearest?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
}
