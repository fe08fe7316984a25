'use client'

import { type RefObject, useEffect, useState } from 'react'

/** So far outside of the window, in pixels, something counts as near. */
const AHEAD = 300

/** Whether an element is in the window, or nearly, or has been. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (isNear || !element.current) return
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: `${AHEAD}px` },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [isNear, element])
  return isNear
}
