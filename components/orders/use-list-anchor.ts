'use client'

import { useState } from 'react'
import { isSamePosition, type ListPosition } from './order-pages'

/**
 * Where the list starts, apart from the place in the address: that follows the scrolling, so that
 * a link or a reload begins at what was seen, and must not start the list anew by itself.
 */
export function useListAnchor(inAddress: ListPosition, onScrolled: (place: ListPosition) => void) {
  const [start, setStart] = useState(inAddress)
  const [scrolledTo, setScrolledTo] = useState(inAddress)
  const isOwn = isSamePosition(inAddress, start) || isSamePosition(inAddress, scrolledTo)
  if (!isOwn) {
    setStart(inAddress)
    setScrolledTo(inAddress)
  }
  const scrollTo = (place: ListPosition) => {
    if (isSamePosition(place, scrolledTo)) return
    setScrolledTo(place)
    onScrolled(place)
  }
  return { start, scrollTo }
}
