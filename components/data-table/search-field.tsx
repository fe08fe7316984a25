'use client'

import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'
import classes from './search-field.module.css'

const DEBOUNCE_MS = 200

type Props = {
  /** The applied search, from the URL. */
  value: string
  onSearch: (search: string) => void
  label: string
  placeholder: string
}

/** The search field of a list. `/` focuses it and Escape clears it. Applies when typing pauses. */
export function SearchField({ value, onSearch, label, placeholder }: Props) {
  const { typed, change } = useSearchText(value, onSearch)
  return (
    <TextInput
      className={classes.field}
      type="text"
      role="searchbox"
      data-page-search
      aria-label={label}
      placeholder={placeholder}
      maxLength={MAX_SEARCH_LENGTH}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') change('')
        else if (event.key === 'Escape') event.currentTarget.blur()
      }}
      leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden className={classes.key}>
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label="Clear search" onClick={() => change('')} />
        )
      }
    />
  )
}

/** Returns the typed text, kept in sync with the applied search. */
function useSearchText(value: string, onSearch: (search: string) => void) {
  const [typed, setTyped] = useState(value)
  const [applied, setApplied] = useState(value)
  const [sent, setSent] = useState<string[]>([])
  if (value !== applied) {
    setApplied(value)
    const isTyped = value === typed.trim()
    // A search sent by this field may be applied late, after more was typed: keep the typed text.
    // Any other change (the Back button, "Clear filters") replaces it.
    if (!isTyped && !sent.includes(value)) setTyped(value)
    if (isTyped || !sent.includes(value)) setSent([])
  }
  const apply = useDebouncedCallback((search: string) => {
    setSent((earlier) => [...earlier, search.trim()])
    onSearch(search.trim())
  }, DEBOUNCE_MS)
  const change = (search: string) => {
    setTyped(search)
    apply(search)
  }
  return { typed, change }
}
