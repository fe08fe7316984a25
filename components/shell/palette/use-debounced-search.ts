'use client'

import { useDebouncedValue } from '@mantine/hooks'

const DEBOUNCE_MS = 120

/** Returns the typed text once typing pauses. `isCurrent` is false while newer text is pending. */
export function useDebouncedSearch(typed: string): { search: string; isCurrent: boolean } {
  const [search] = useDebouncedValue(typed, DEBOUNCE_MS)
  return { search, isCurrent: search === typed }
}
