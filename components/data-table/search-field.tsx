'use client'

import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'
import classes from './search-field.module.css'

const DEBOUNCE_MS = 200

type Props = {
  /** The search that is in force, as the address has it. */
  value: string
  onSearch: (search: string) => void
  label: string
  placeholder: string
}

/** The search of a list: `/` comes here, Escape empties it, it applies when typing pauses. */
export function SearchField({ value, onSearch, label, placeholder }: Props) {
  const [typed, setTyped] = useState(value)
  const [applied, setApplied] = useState(value)
  const [sent, setSent] = useState<string[]>([])
  if (value !== applied) {
    setApplied(value)
    const isTyped = value === typed.trim()
    // A search of our own may come into force late, when more has been typed already. Otherwise
    // the address changed by another way, the Back button or "clear": the field follows it.
    if (!isTyped && !sent.includes(value)) setTyped(value)
    if (isTyped || !sent.includes(value)) setSent([])
  }
  const apply = useDebouncedCallback((search: string) => {
    setSent((before) => [...before, search.trim()])
    onSearch(search.trim())
  }, DEBOUNCE_MS)
  const change = (search: string) => {
    setTyped(search)
    apply(search)
  }
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
          <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} />
        )
      }
    />
  )
}
