'use client'

import { type RefObject, useEffect, useState } from 'react'

/** So far outside of the window, in pixels, something counts as near. */
const AHEAD = 300
/** The rest follows when what is seen stands: a chart has to have its size before it is printed. */
const LATER_MS = 3_000

/** Whether it is time to draw an element: it is or was near the window, or that has had its time. */
export function useInViewport(element: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (isNear || !element.current) return
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: `${AHEAD}px` },
    )
    observer.observe(element.current)
    const rest = setTimeout(setNear, LATER_MS, true)
    return () => {
      observer.disconnect()
      clearTimeout(rest)
    }
  }, [isNear, element])
  return isNear
}
