'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { palette } from './palette/palette-store'
import { useNavItems } from './viewer'

const SEQUENCE_MS = 1200

/**
 * Handles the global shortcuts: `/` focuses the page's search (or opens the palette), `g` and a
 * letter opens a navigation item, `?` shows the shortcuts. Ignores typing in fields.
 */
export function useShellKeys({ onHelp }: { onHelp: () => void }): void {
  const router = useRouter()
  const navItems = useNavItems()
  const go = useEffectEvent((key: string) => {
    const navItem = navItems.find((item) => item.key === key)
    if (navItem) router.push(navItem.href)
    return navItem !== undefined
  })
  const help = useEffectEvent(onHelp)

  useEffect(() => {
    let armedAt = 0
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      const isArmed = event.timeStamp - armedAt < SEQUENCE_MS
      armedAt = event.key === 'g' ? event.timeStamp : 0
      if (isArmed && go(event.key)) event.preventDefault()
      else if (event.key === '?') help()
      else if (event.key === '/') {
        event.preventDefault()
        focusSearch()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('input[data-page-search]')
  if (!field) palette.open()
  field?.focus()
  field?.select()
}

function isTyping(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false
  return event.target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null
}
