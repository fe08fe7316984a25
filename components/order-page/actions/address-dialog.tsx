'use client'

import { Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { Dialog } from '@/components/dialog/dialog'
import classes from '@/components/dialog/dialog.module.css'
import { useZodForm, type ZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { COUNTRY_CODES } from '@/domain/address/countries'
import { ShipToInput } from '@/domain/address/ship-to-input'
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

/** The address and its version; 0 when the order has none. */
const AddressFormInput = ShipToInput.extend({ version: z.int() })
type AddressFormInput = z.input<typeof AddressFormInput>

type Props = { data: OrderData; onClose: () => void }

/** Renders the shipping address form. The address can change until the label is bought. */
export function AddressDialog({ data, onClose }: Props) {
  const { order } = data
  const trpc = useTRPC()
  const { onSuccess, onSettled } = useFeedback(`Shipping address of ${order.name} updated`, '')
  const { mutateAsync } = useMutation(
    trpc.orderActions.editAddress.mutationOptions({
      onSettled,
      onSuccess: () => {
        onSuccess()
        onClose()
      },
    }),
  )
  const form = useZodForm({
    schema: AddressFormInput,
    savedValues: toFormValues(data.addresses.find(({ kind }) => kind === 'shipping')),
    onSubmit: ({ version, ...address }) => mutateAsync({ orderId: order.id, version, address }),
  })
  return (
    <Dialog
      title={`Edit shipping address of ${order.name}`}
      verb="Save address"
      form={form}
      onClose={onClose}
    >
      <AddressFields form={form} />
    </Dialog>
  )
}

function AddressFields({ form }: { form: ZodForm<AddressFormInput> }) {
  const text = (field: Field) => (
    <TextInput label={FIELDS[field]} dir="auto" maxLength={200} {...form.getInputProps(field)} />
  )
  return (
    <>
      <CountryField {...form.getInputProps('countryCode')} />
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

type CountryProps = { value?: string; error?: ReactNode; onChange: (code: string) => void }

function CountryField({ value, onChange, ...input }: CountryProps) {
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
      {...input}
    />
  )
}

function toFormValues(address: OrderData['addresses'][number] | undefined): AddressFormInput {
  return {
    name: address?.name ?? '',
    company: address?.company ?? '',
    address1: address?.address1 ?? '',
    address2: address?.address2 ?? '',
    city: address?.city ?? '',
    postalCode: address?.postalCode ?? '',
    province: address?.province ?? '',
    provinceCode: address?.provinceCode ?? '',
    phone: address?.phone ?? '',
    countryCode: address?.countryCode ?? '',
    version: address?.version ?? 0,
  }
}
