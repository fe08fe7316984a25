'use client'

import { useRef, useState } from 'react'

/** The selected rows, by ID. */
export type Selection = {
  ids: readonly string[]
  has: (id: string) => boolean
  toggle: (id: string) => void
  /** Adds the rows between the last selected row and this one, in display order. */
  extendTo: (id: string, shown: readonly string[]) => void
  add: (ids: readonly string[]) => void
  remove: (ids: readonly string[]) => void
  clear: () => void
}

/** Keeps the selection across list pages; leaving the page clears it. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<readonly string[]>([])
  const anchor = useRef<string | undefined>(undefined)
  const add = (added: readonly string[]) =>
    setIds((current) => [...new Set([...current, ...added])])
  const toggle = (id: string) => {
    anchor.current = id
    setIds((current) =>
      current.includes(id) ? current.filter((other) => other !== id) : [...current, id],
    )
  }
  return {
    ids,
    has: (id) => ids.includes(id),
    toggle,
    extendTo: (id, shown) => {
      const ends = [shown.indexOf(anchor.current ?? ''), shown.indexOf(id)] as const
      if (ends.includes(-1)) return toggle(id)
      add(shown.slice(Math.min(...ends), Math.max(...ends) + 1))
    },
    add,
    remove: (removed) => setIds((current) => current.filter((id) => !removed.includes(id))),
    clear: () => setIds([]),
  }
}
