'use client'

import { Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '@/components/dialog/dialog'
import classes from '@/components/dialog/dialog.module.css'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { COUNTRY_CODES } from '@/domain/address/countries'
import { regionName } from '@/domain/text/intl-formats'
import type { OrderData } from '../order-data'
import { useFeedback } from './use-feedback'

const FIELDS = {
  name: 'Name',
  company: 'Company',
  address1: 'Address',
  address2: 'Apartment, suite, etc.',
  city: 'City',
  postalCode: 'Postal code',
  province: 'Province or state',
  provinceCode: 'Province or state code',
  phone: 'Phone',
} as const

type Field = keyof typeof FIELDS
type Form = Record<Field, string> & { countryCode: string }
type Props = { data: OrderData; onClose: () => void }

/** Renders the shipping address form. The address can change until the label is bought. */
export function AddressDialog({ data, onClose }: Props) {
  const { order } = data
  const shipping = data.addresses.find(({ kind }) => kind === 'shipping')
  // The version when the form opened, to detect concurrent changes.
  const [version] = useState(shipping?.version ?? 0)
  const [form, setForm] = useState<Form>(() => formOf(shipping))
  const trpc = useTRPC()
  const { onSuccess, onSettled } = useFeedback(`Shipping address of ${order.name} updated`, '')
  const { mutate, isPending, error } = useMutation(
    trpc.orderActions.editAddress.mutationOptions({
      onSettled,
      onSuccess: () => {
        onSuccess()
        onClose()
      },
    }),
  )
  return (
    <Dialog
      title={`Edit shipping address of ${order.name}`}
      verb="Save address"
      isBusy={isPending}
      onClose={onClose}
      onSubmit={() => mutate({ orderId: order.id, version, address: form })}
      error={error?.message}
    >
      <AddressFields form={form} onChange={(change) => setForm({ ...form, ...change })} />
    </Dialog>
  )
}

type FieldsProps = { form: Form; onChange: (change: Partial<Form>) => void }

function AddressFields({ form, onChange }: FieldsProps) {
  const text = (field: Field) => (
    <TextInput
      label={FIELDS[field]}
      value={form[field]}
      dir="auto"
      maxLength={200}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <CountryField
        value={form.countryCode}
        onChange={(countryCode) => onChange({ countryCode })}
      />
      {text('name')}
      {text('company')}
      {text('address1')}
      {text('address2')}
      <div className={classes.pair}>
        {text('postalCode')}
        {text('city')}
      </div>
      <div className={classes.pair}>
        {text('province')}
        {text('provinceCode')}
      </div>
      {text('phone')}
    </>
  )
}

function CountryField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { locale } = useViewerLocale()
  const countries = COUNTRY_CODES.map((code) => ({ value: code, label: regionName(code, locale) }))
  return (
    <Select
      label="Country"
      searchable
      allowDeselect={false}
      data={countries.toSorted((a, b) => a.label.localeCompare(b.label, locale))}
      value={value || null}
      onChange={(code) => onChange(code ?? '')}
    />
  )
}

function formOf(address: OrderData['addresses'][number] | undefined): Form {
  const fields = Object.keys(FIELDS) as Field[]
  const texts = fields.map((field) => [field, address?.[field] ?? ''])
  return { ...Object.fromEntries(texts), countryCode: address?.countryCode ?? '' }
}
