'use client'

import { useState } from 'react'
import { isSamePosition, type ListPosition } from './order-pages'

/**
 * Returns the position where the loaded list starts, and a callback that moves the URL's position
 * while the user scrolls. The URL follows the scroll position so that a link or a reload opens
 * there; such a change must not restart the list. Any other URL change does.
 */
export function useListAnchor(
  urlPosition: ListPosition,
  onScrolled: (position: ListPosition) => void,
) {
  const [start, setStart] = useState(urlPosition)
  const [scrolledTo, setScrolledTo] = useState(urlPosition)
  const isOwnChange = isSamePosition(urlPosition, start) || isSamePosition(urlPosition, scrolledTo)
  if (!isOwnChange) {
    setStart(urlPosition)
    setScrolledTo(urlPosition)
  }
  const scrollTo = (position: ListPosition) => {
    if (isSamePosition(position, scrolledTo)) return
    setScrolledTo(position)
    onScrolled(position)
  }
  return { start, scrollTo }
}
