'use client'

import { useRef, useState } from 'react'

/** Rows that were chosen by hand, by their ids. */
export type Selection = {
  ids: readonly string[]
  has: (id: string) => boolean
  toggle: (id: string) => void
  /** Adds every row between the one chosen last and this one, in the order they are shown. */
  extendTo: (id: string, shown: readonly string[]) => void
  add: (ids: readonly string[]) => void
  remove: (ids: readonly string[]) => void
  clear: () => void
}

/** Keeps what is chosen while pages turn; it is forgotten with the page. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<readonly string[]>([])
  const anchor = useRef<string | undefined>(undefined)
  const add = (more: readonly string[]) => setIds((before) => [...new Set([...before, ...more])])
  const toggle = (id: string) => {
    anchor.current = id
    setIds((before) =>
      before.includes(id) ? before.filter((each) => each !== id) : [...before, id],
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
    remove: (some) => setIds((before) => before.filter((id) => !some.includes(id))),
    clear: () => setIds([]),
  }
}
