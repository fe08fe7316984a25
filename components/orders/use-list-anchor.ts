'use client'

import { useState } from 'react'
import { isSamePlace, type Place } from './order-pages'

/**
 * Where the list starts, apart from the place in the address: that follows the scrolling, so that
 * a link or a reload begins at what was seen, and must not start the list anew by itself.
 */
export function useListAnchor(inAddress: Place, onScrolled: (place: Place) => void) {
  const [start, setStart] = useState(inAddress)
  const [scrolledTo, setScrolledTo] = useState(inAddress)
  const isOwn = isSamePlace(inAddress, start) || isSamePlace(inAddress, scrolledTo)
  if (!isOwn) {
    setStart(inAddress)
    setScrolledTo(inAddress)
  }
  const scrollTo = (place: Place) => {
    if (isSamePlace(place, scrolledTo)) return
    setScrolledTo(place)
    onScrolled(place)
  }
  return { start, scrollTo }
}
