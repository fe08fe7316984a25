import { useHotkeys } from '@mantine/hooks'
import { createContext, type MouseEvent } from 'react'
import { exceptionPath } from '@/paths/routes'
import type { InboxState } from '../list/inbox-url'

/** From this width, exceptions open beside the list. Keep equal to the breakpoint in inbox.module.css. */
const WIDE = '(min-width: 75em)'

export const ITEM_PANE_ID = 'exception-pane'

type OpenItemState = {
  itemId: string | null
  /** Opens an exception beside the list on wide screens; otherwise the browser follows the link. */
  follow: (event: MouseEvent<HTMLAnchorElement>, exceptionId: string) => void
}

/** The exception open beside the list. */
export const OpenItem = createContext<OpenItemState>({ itemId: null, follow: () => {} })

type Handlers = { onItem: (exceptionId: string | null) => void; onCollapse: () => void }

/**
 * Opens and closes exceptions beside the list. Enter on the open row focuses the exception; Escape
 * closes the exception, then the group, and restores the focus.
 */
export function useOpenItem({ item, open }: InboxState, { onItem, onCollapse }: Handlers) {
  const close = () => {
    onItem(null)
    if (item) rowOf(item)?.focus()
  }
  const collapse = () => {
    onCollapse()
    document.querySelector<HTMLElement>('button[data-row-link][aria-expanded="true"]')?.focus()
  }
  useHotkeys([
    [
      'Escape',
      () => {
        if (isOverlayOpen()) return
        if (item) close()
        else if (open) collapse()
      },
      { preventDefault: false },
    ],
  ])
  const follow: OpenItemState['follow'] = (event, exceptionId) => {
    const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (hasModifier || !window.matchMedia(WIDE).matches) return
    event.preventDefault()
    if (exceptionId === item) document.getElementById(ITEM_PANE_ID)?.focus()
    else onItem(exceptionId)
  }
  return { itemId: item, follow, close }
}

/** Whether a dialog, menu or listbox is open; it handles Escape. */
const isOverlayOpen = () =>
  [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some(
    (overlay) => overlay.checkVisibility(),
  )

const rowOf = (exceptionId: string) =>
  document.querySelector<HTMLElement>(`a[data-row-link][href="${exceptionPath(exceptionId)}"]`)
