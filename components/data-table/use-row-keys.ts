'use client'

import { useHotkeys } from '@mantine/hooks'

/** Makes `j` and `k` move the focus down and up a list. Enter on a row's link opens it. */
export function useRowKeys(): void {
  useHotkeys([
    ['j', () => moveFocus(1)],
    ['k', () => moveFocus(-1)],
  ])
}

function moveFocus(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-row-link]')]
  const current = links.findIndex((link) => link.matches(':focus'))
  const next = current === -1 ? 0 : Math.min(Math.max(current + step, 0), links.length - 1)
  links[next]?.focus()
  links[next]?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}
