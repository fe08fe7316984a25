import { useHotkeys } from '@mantine/hooks'
import { createContext, type MouseEvent } from 'react'
import { exceptionPath } from '@/paths/routes'
import type { InboxState } from '../list/inbox-url'

/** From here on an exception opens beside the list; the style sheet of the inbox says the same. */
const WIDE = '(min-width: 75em)'

export const ITEM_PANE_ID = 'exception-pane'

type OpenItemState = {
  itemId: string | null
  /** Opens a row's exception beside the list where there is room; else its link is followed. */
  follow: (event: MouseEvent<HTMLAnchorElement>, exceptionId: string) => void
}

/** Which exception is open beside the list. */
export const OpenItem = createContext<OpenItemState>({ itemId: null, follow: () => {} })

type Moves = { onItem: (exceptionId: string | null) => void; onFold: () => void }

/**
 * Opens exceptions beside the list. Enter on the row that is open goes into it; Escape closes the
 * exception, then the cause, and leaves the focus on what was open.
 */
export function useOpenItem({ item, open }: InboxState, { onItem, onFold }: Moves) {
  const close = () => {
    onItem(null)
    if (item) rowOf(item)?.focus()
  }
  const fold = () => {
    onFold()
    document.querySelector<HTMLElement>('button[data-row-link][aria-expanded="true"]')?.focus()
  }
  useHotkeys([
    [
      'Escape',
      () => {
        if (isSomethingInFront()) return
        if (item) close()
        else if (open) fold()
      },
      { preventDefault: false },
    ],
  ])
  const follow: OpenItemState['follow'] = (event, exceptionId) => {
    const isForBrowser = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (isForBrowser || !window.matchMedia(WIDE).matches) return
    event.preventDefault()
    if (exceptionId === item) document.getElementById(ITEM_PANE_ID)?.focus()
    else onItem(exceptionId)
  }
  return { itemId: item, follow, close }
}

/** What is open over the page takes the key for itself. */
const isSomethingInFront = () =>
  [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some((each) =>
    each.checkVisibility(),
  )

const rowOf = (exceptionId: string) =>
  document.querySelector<HTMLElement>(`a[data-row-link][href="${exceptionPath(exceptionId)}"]`)
