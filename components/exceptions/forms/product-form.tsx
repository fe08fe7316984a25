'use client'

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { Action, ItemData } from '../item/item-data'
import { linesNamed } from '../item/lines-named'
import { useTakeAction } from '../item/use-take-action'
import { FormFrame } from './form-frame'

const TYPING_MS = 200

/** Which product of our list is sent for each item that is unknown or missing. */
export function ProductForm({ action, data }: { action: Action; data: ItemData }) {
  const lines = linesNamed(data)
  const [skus, setSkus] = useState<Record<string, string>>({})
  const [isChecked, setChecked] = useState(false)
  const taking = useTakeAction(`Done: ${action.past}.`)
  const submit = () => {
    setChecked(true)
    const items = lines.flatMap(({ id }) => {
      const sku = skus[id]
      return sku ? [{ lineId: id, sku }] : []
    })
    if (items.length < lines.length) return
    const { id: exceptionId, version } = data.exception
    const as = action.code === 'replace_item' ? 'replace_item' : 'map_sku'
    taking.take({ exceptionId, version, action: 'choose_product', as, items })
  }
  return (
    <FormFrame action={action} taking={taking} onSubmit={submit}>
      {lines.map((line) => (
        <ProductSelect
          key={line.id}
          exceptionId={data.exception.id}
          label={`Send for ${line.quantity} × ${line.title}${line.sku ? ` (${line.sku})` : ''}`}
          value={skus[line.id] ?? null}
          error={isChecked && !skus[line.id] ? 'Choose a product.' : undefined}
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
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed === value ? '' : typed, TYPING_MS)
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
        label: `${sku} · ${title} · ${available} on the shelf`,
      }))}
      // The server has searched already.
      filter={({ options }) => options}
      searchable
      required
      value={value}
      error={error}
      nothingFoundMessage="No product of this storefront"
      onSearchChange={setTyped}
      onChange={(sku) => sku && onChange(sku)}
    />
  )
}
