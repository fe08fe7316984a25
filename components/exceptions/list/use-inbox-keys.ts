'use client'

import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { exceptionPath } from '@/paths/routes'
import type { TriageVerb } from '../triage/triage-dialog'
import type { InboxRow } from './inbox-columns'

const SEQUENCE_MS = 1200

type Handlers = {
  onAssignToMe: (row: InboxRow) => void
  onRetry: (row: InboxRow) => void
  onToggle: (row: InboxRow) => void
  /** Opens the form of an action that needs input. */
  onOpenDialog: (verb: TriageVerb, row: InboxRow) => void
}

/** Binds the triage shortcuts to the focused row. The shortcut help (`?`) lists them. */
export function useInboxKeys(rows: InboxRow[], handlers: Handlers): void {
  const { onAssignToMe, onRetry, onToggle, onOpenDialog } = handlers
  const rowIndex = useKeptFocus(rows)
  const navigationAt = useRef(Number.NEGATIVE_INFINITY)
  const on = (handle: (row: InboxRow) => void) => (event: KeyboardEvent) => {
    // `g` starts a navigation shortcut: the next letter belongs to it.
    if (event.timeStamp - navigationAt.current < SEQUENCE_MS) return
    const row = rows.find(({ id }) => linkOf(id)?.matches(':focus'))
    if (!row) return
    rowIndex.current = rows.indexOf(row)
    handle(row)
  }
  useHotkeys(
    rows.length === 0
      ? []
      : [
          [
            'g',
            ({ timeStamp }) => {
              navigationAt.current = timeStamp
            },
          ],
          ['t', on(onAssignToMe)],
          ['a', on((row) => onOpenDialog('assign', row))],
          ['w', on((row) => onOpenDialog('snooze', row))],
          ['i', on((row) => onOpenDialog('ignore', row))],
          [
            'e',
            on((row) => onOpenDialog(row.stage === 'engineer' ? 'returnToStaff' : 'escalate', row)),
          ],
          ['r', on(onRetry)],
          ['x', on(onToggle)],
        ],
  )
}

const linkOf = (id: string) =>
  document.querySelector<HTMLAnchorElement>(`a[data-row-link][href="${exceptionPath(id)}"]`)

/** When the focused row leaves the list, moves the focus to the row that takes its position. */
function useKeptFocus(rows: InboxRow[]) {
  const rowIndex = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (rowIndex.current === undefined || document.activeElement !== document.body) return
    const next = rows[Math.min(rowIndex.current, rows.length - 1)]
    if (next) linkOf(next.id)?.focus()
  }, [rows])
  return rowIndex
}
