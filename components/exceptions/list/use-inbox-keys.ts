'use client'

import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { exceptionPath } from '@/paths/routes'
import type { TriageVerb } from '../triage/triage-dialog'
import type { InboxRow } from './inbox-columns'

const SEQUENCE_MS = 1200

type Moves = {
  take: (row: InboxRow) => void
  retry: (row: InboxRow) => void
  choose: (row: InboxRow) => void
  /** What takes a form first. */
  ask: (verb: TriageVerb, row: InboxRow) => void
}

/** The keys of triage on the row that has the focus; the list of keys tells them (`?`). */
export function useInboxKeys(rows: InboxRow[], { take, retry, choose, ask }: Moves): void {
  const place = useKeptPlace(rows)
  const goingAt = useRef(Number.NEGATIVE_INFINITY)
  const on = (act: (row: InboxRow) => void) => (event: KeyboardEvent) => {
    // The letter after `g` names a room.
    if (event.timeStamp - goingAt.current < SEQUENCE_MS) return
    const row = rows.find(({ id }) => linkOf(id)?.matches(':focus'))
    if (!row) return
    place.current = rows.indexOf(row)
    act(row)
  }
  useHotkeys(
    rows.length === 0
      ? []
      : [
          [
            'g',
            ({ timeStamp }) => {
              goingAt.current = timeStamp
            },
          ],
          ['t', on(take)],
          ['a', on((row) => ask('assign', row))],
          ['w', on((row) => ask('wait', row))],
          ['i', on((row) => ask('ignore', row))],
          ['e', on((row) => ask(row.stage === 'engineer' ? 'handBack' : 'escalate', row))],
          ['r', on(retry)],
          ['x', on(choose)],
        ],
  )
}

const linkOf = (id: string) =>
  document.querySelector<HTMLAnchorElement>(`a[data-row-link][href="${exceptionPath(id)}"]`)

/** A row that leaves the list hands the focus to the one that comes into its place. */
function useKeptPlace(rows: InboxRow[]) {
  const place = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (place.current === undefined || document.activeElement !== document.body) return
    const next = rows[Math.min(place.current, rows.length - 1)]
    if (next) linkOf(next.id)?.focus()
  }, [rows])
  return place
}
