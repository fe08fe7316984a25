'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import type { z } from 'zod'
import { CountrySelect } from '@/components/exceptions/forms/country-select'
import { FormError } from '@/components/form/form-error'
import { SaveRow } from '@/components/form/save-row'
import { useZodForm, type ZodForm } from '@/components/form/use-zod-form'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { ADDRESS_LABELS } from '@/domain/address/address-fields'
import { ConfigureStorefrontInput } from '@/domain/settings/storefront-input'
import type { AppRouter } from '@/server/trpc/router'
import classes from './settings.module.css'

type Storefront = inferRouterOutputs<AppRouter>['storefronts']['list'][number]
type Form = ZodForm<z.input<typeof ConfigureStorefrontInput>>

const ADDRESS = [
  { key: 'address1', label: ADDRESS_LABELS.address1 },
  { key: 'city', label: ADDRESS_LABELS.city },
  { key: 'provinceCode', label: 'State or province code' },
  { key: 'postalCode', label: ADDRESS_LABELS.postalCode },
  { key: 'phone', label: ADDRESS_LABELS.phone },
] as const

/** The form for a storefront's name, ship-from address and integration settings. */
export function StorefrontForm({ storefront }: { storefront: Storefront }) {
  const reasonAgainst = useReasonAgainst('storefronts.configure')
  const isReadOnly = reasonAgainst !== undefined
  const save = useSaveStorefront()
  const form = useZodForm({
    schema: ConfigureStorefrontInput,
    savedValues: toValues(storefront),
    onSubmit: (input) => save({ ...input, shipsFrom: withoutEmptyAddress(input.shipsFrom) }),
  })
  return (
    <form className={classes.form} aria-label={storefront.shopDomain} {...form.formProps}>
      <div className={classes.row}>
        <TextInput
          className={classes.wide}
          label="Name"
          description="Shown on emails, documents and labels"
          readOnly={isReadOnly}
          {...form.getInputProps('name')}
        />
        <CountryField form={form} />
      </div>
      <AddressFields form={form} isReadOnly={isReadOnly} />
      <Checkbox
        label="Aftercart manages this storefront's inventory"
        disabled={isReadOnly}
        {...form.getInputProps('allocatesStock', { type: 'checkbox' })}
      />
      <Checkbox
        label="Send tracking numbers to the storefront"
        disabled={isReadOnly}
        {...form.getInputProps('writesBack', { type: 'checkbox' })}
      />
      <SaveRow isBusy={form.isBusy} reasonAgainst={reasonAgainst} />
      <FormError {...form.failure} />
    </form>
  )
}

function CountryField({ form }: { form: Form }) {
  const error = form.errors.shipsFromCountry
  return (
    <div className={classes.wide}>
      <CountrySelect
        label="Ships from"
        value={form.values.shipsFromCountry}
        error={typeof error === 'string' ? error : undefined}
        onChange={(country) => form.setFieldValue('shipsFromCountry', country)}
      />
    </div>
  )
}

function AddressFields({ form, isReadOnly }: { form: Form; isReadOnly: boolean }) {
  return (
    <div className={classes.row}>
      {ADDRESS.map(({ key, label }) => (
        <TextInput
          key={key}
          className={classes.wide}
          label={label}
          readOnly={isReadOnly}
          {...form.getInputProps(`shipsFrom.${key}`)}
        />
      ))}
    </div>
  )
}

function toValues(storefront: Storefront) {
  const { id, name, shipsFromCountry, shipsFrom, allocatesStock, writesBack } = storefront
  const address = {
    address1: shipsFrom?.address1 ?? '',
    city: shipsFrom?.city ?? '',
    provinceCode: shipsFrom?.provinceCode ?? '',
    postalCode: shipsFrom?.postalCode ?? '',
    phone: shipsFrom?.phone ?? '',
  }
  return {
    storefrontId: id,
    name,
    shipsFromCountry,
    allocatesStock,
    writesBack,
    shipsFrom: address,
  }
}

function withoutEmptyAddress(address: ConfigureStorefrontInput['shipsFrom']) {
  return address && Object.values(address).some((text) => text !== '') ? address : null
}

function useSaveStorefront() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.storefronts.configure.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new labels.' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.storefronts.pathKey() }),
    }),
  )
  return mutateAsync
}
