'use client'

import { Button, MultiSelect, Popover, TextInput } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { AMOUNT } from '@/domain/order/order-filter'
import type { FilterName, OrderListState } from '../order-list-url'
import { FILTER_LABELS } from './filter-labels'
import classes from './filter-panel.module.css'
import { LIST_FILTERS, useFilterOptions } from './use-filter-options'

export type FilterChange = { [N in FilterName]?: OrderListState[N] | null }

type Props = { state: OrderListState; onChange: (change: FilterChange) => void }

/** Shows every filter of the list in a popover. Changes apply immediately. */
export function FilterPanel({ state, onChange }: Props) {
  return (
    <Popover
      position="bottom-start"
      width={560}
      trapFocus
      withinPortal
      transitionProps={{ duration: 100 }}
    >
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilterPlus size={16} aria-hidden />}>
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label="Filters">
        <FilterFields state={state} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  )
}

function FilterFields({ state, onChange }: Props) {
  const options = useFilterOptions()
  return (
    <div className={classes.fields}>
      {LIST_FILTERS.map((name) => (
        <MultiSelect
          key={name}
          size="xs"
          label={FILTER_LABELS[name]}
          placeholder={state[name].length === 0 ? 'Any' : ''}
          searchable
          clearable
          openOnFocus={false}
          limit={300}
          comboboxProps={{ withinPortal: false }}
          data={options[name]}
          value={state[name]}
          onChange={(values) => onChange({ [name]: values.length > 0 ? values : null })}
        />
      ))}
      <div className={classes.pair}>
        <DayField name="from" state={state} onChange={onChange} />
        <DayField name="to" state={state} onChange={onChange} />
      </div>
      <div className={classes.pair}>
        <AmountField name="min" state={state} onChange={onChange} />
        <AmountField name="max" state={state} onChange={onChange} />
      </div>
    </div>
  )
}

function DayField({ name, state, onChange }: Props & { name: 'from' | 'to' }) {
  return (
    <TextInput
      size="xs"
      type="date"
      label={`${FILTER_LABELS[name]} (UTC)`}
      value={state[name] ?? ''}
      onChange={({ currentTarget: { value } }) => onChange({ [name]: value || null })}
    />
  )
}

/** An amount in each order's own currency. Applies only once the text is a valid amount. */
function AmountField({ name, state, onChange }: Props & { name: 'min' | 'max' }) {
  return (
    <TextInput
      size="xs"
      inputMode="decimal"
      label={FILTER_LABELS[name]}
      placeholder="Any"
      defaultValue={state[name] ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const amount = value.trim().replace(',', '.')
        if (amount === '' || AMOUNT.test(amount)) onChange({ [name]: amount || null })
      }}
    />
  )
}
