'use client'

import { Button, Pill } from '@mantine/core'
import { FILTER_NAMES, type FilterName, hasValue, type OrderListState } from '../order-list-url'
import { FILTER_LABELS } from './filter-labels'
import type { FilterChange } from './filter-panel'
import classes from './filter-panel.module.css'
import { useFilterOptions } from './use-filter-options'

type Props = {
  state: OrderListState
  onChange: (change: FilterChange) => void
  onClear: () => void
}

/** Shows the active filters, each with a button that removes it. */
export function FilterChips({ state, onChange, onClear }: Props) {
  const options = useFilterOptions()
  const active = FILTER_NAMES.filter((name) => hasValue(state[name]))
  if (active.length === 0) return null
  const valueText = (name: FilterName): string => {
    const known: Record<string, { value: string; label: string }[] | undefined> = options
    const values = [state[name] ?? []].flat()
    return values
      .map((value) => known[name]?.find((option) => option.value === value)?.label ?? value)
      .join(', ')
  }
  return (
    <div className={classes.chips}>
      {active.map((name) => {
        const label = `${FILTER_LABELS[name]}: ${valueText(name)}`
        return (
          <Pill
            key={name}
            withRemoveButton
            onRemove={() => onChange({ [name]: null })}
            removeButtonProps={{
              'aria-label': `Remove filter ${label}`,
              'aria-hidden': false,
              tabIndex: 0,
            }}
          >
            <bdi suppressHydrationWarning>{label}</bdi>
          </Pill>
        )
      })}
      <Button variant="subtle" size="compact-xs" onClick={onClear}>
        Clear filters
      </Button>
    </div>
  )
}
