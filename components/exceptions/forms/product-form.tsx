'use client'

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { affectedLines } from '../item/affected-lines'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { FormFrame } from './form-frame'

const DEBOUNCE_MS = 200

/** Renders a form that selects a catalog product for each unknown or missing item. */
export function ProductForm({ action, data }: { action: Action; data: ItemData }) {
  const lines = affectedLines(data)
  const [skus, setSkus] = useState<Record<string, string>>({})
  const [isValidated, setValidated] = useState(false)
  const submission = useSubmitAction(action)
  const submit = () => {
    setValidated(true)
    const items = lines.flatMap(({ id }) => {
      const sku = skus[id]
      return sku ? [{ lineId: id, sku }] : []
    })
    if (items.length < lines.length) return
    const { id: exceptionId, version } = data.exception
    const code = action.code === 'replace_item' ? 'replace_item' : 'map_sku'
    submission.submit({ exceptionId, version, action: code, items })
  }
  return (
    <FormFrame action={action} submission={submission} onSubmit={submit}>
      {lines.map((line) => (
        <ProductSelect
          key={line.id}
          exceptionId={data.exception.id}
          label={`Product for ${line.quantity} × ${line.title}${line.sku ? ` (${line.sku})` : ''}`}
          value={skus[line.id] ?? null}
          error={isValidated && !skus[line.id] ? 'Select a product.' : undefined}
          onChange={(sku) => setSkus({ ...skus, [line.id]: sku })}
        />
      ))}
    </FormFrame>
  )
}

type SelectProps = {
  exceptionId: string
  label: string
  value: string | null
  error: string | undefined
  onChange: (sku: string) => void
}

function ProductSelect({ exceptionId, label, value, error, onChange }: SelectProps) {
  const trpc = useTRPC()
  const [query, setQuery] = useState('')
  const [search] = useDebouncedValue(query === value ? '' : query, DEBOUNCE_MS)
  const { data: products = [] } = useQuery(
    trpc.exceptionActions.products.queryOptions(
      { exceptionId, search },
      { placeholderData: keepPreviousData },
    ),
  )
  return (
    <Select
      label={label}
      placeholder="SKU or name"
      data={products.map(({ sku, title, available }) => ({
        value: sku,
        label: `${sku} · ${title} · ${available} available`,
      }))}
      // The server has already filtered the options.
      filter={({ options }) => options}
      searchable
      required
      value={value}
      error={error}
      nothingFoundMessage="No products found"
      onSearchChange={setQuery}
      onChange={(sku) => sku && onChange(sku)}
    />
  )
}
