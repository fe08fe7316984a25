'use client'

import { useDebouncedValue } from '@mantine/hooks'

const DEBOUNCE_MS = 120

/** What is typed, once typing pauses. Not current: something else has been typed since. */
export function useDebouncedSearch(typed: string): { search: string; isCurrent: boolean } {
  const [search] = useDebouncedValue(typed, DEBOUNCE_MS)
  return { search, isCurrent: search === typed }
}
