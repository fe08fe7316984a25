'use client'

import { useState } from 'react'

/** Rows that were chosen by hand, by their ids. */
export type Selection = {
  ids: readonly string[]
  has: (id: string) => boolean
  toggle: (id: string) => void
  clear: () => void
}

/** Keeps what is chosen while pages turn; it is forgotten with the page. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<readonly string[]>([])
  return {
    ids,
    has: (id) => ids.includes(id),
    toggle: (id) =>
      setIds((before) =>
        before.includes(id) ? before.filter((each) => each !== id) : [...before, id],
      ),
    clear: () => setIds([]),
  }
}
