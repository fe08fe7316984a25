'use client'

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { ProductItem } from '@/domain/exception/action-inputs'
import { affectedLines } from '../item/affected-lines'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { FormFrame } from './form-frame'

const DEBOUNCE_MS = 200

const ProductFormInput = z.object({ items: z.array(ProductItem) })

/** Renders a form that selects a catalog product for each unknown or missing item. */
export function ProductForm({ action, data }: { action: Action; data: ItemData }) {
  const lines = affectedLines(data)
  const { takeAction, giftCardCode } = useSubmitAction(action)
  const { id: exceptionId, version } = data.exception
  const code = action.code === 'replace_item' ? 'replace_item' : 'map_sku'
  const form = useZodForm({
    schema: ProductFormInput,
    savedValues: { items: lines.map(({ id }) => ({ lineId: id, sku: '' })) },
    onSubmit: ({ items }) => takeAction({ exceptionId, version, action: code, items }),
  })
  return (
    <FormFrame action={action} form={form} giftCardCode={giftCardCode}>
      {form.values.items.map(({ lineId }, index) => (
        <ProductSelect
          key={lineId}
          exceptionId={exceptionId}
          label={productLabel(lines.find(({ id }) => id === lineId))}
          {...form.getInputProps(`items.${index}.sku`)}
        />
      ))}
    </FormFrame>
  )
}

type Line = ReturnType<typeof affectedLines>[number]

function productLabel(line: Line | undefined): string {
  if (!line) return 'Product for a removed item'
  return `Product for ${line.quantity} × ${line.title}${line.sku ? ` (${line.sku})` : ''}`
}

type SelectProps = {
  exceptionId: string
  label: string
  value?: string
  error?: ReactNode
  onChange: (sku: string) => void
}

function ProductSelect({ exceptionId, label, value, onChange, ...input }: SelectProps) {
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
      value={value || null}
      nothingFoundMessage="No products found"
      onSearchChange={setQuery}
      {...input}
      onChange={(sku) => sku && onChange(sku)}
    />
  )
}
