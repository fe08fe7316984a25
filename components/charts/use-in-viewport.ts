'use client'

import { type RefObject, useEffect, useState } from 'react'

/** IntersectionObserver root margin in px. */
const ROOT_MARGIN = 300
/** Elements outside the viewport follow after this delay, because printing needs sized charts. */
const FALLBACK_MS = 3_000

/** Whether to render an element: it has been near the viewport, or the delay has passed. */
export function useInViewport(element: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (isNear || !element.current) return
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: `${ROOT_MARGIN}px` },
    )
    observer.observe(element.current)
    const rest = setTimeout(setNear, FALLBACK_MS, true)
    return () => {
      observer.disconnect()
      clearTimeout(rest)
    }
  }, [isNear, element])
  return isNear
}
