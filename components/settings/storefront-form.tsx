'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { type FormEvent, useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { CountrySelect } from '@/components/exceptions/forms/country-select'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { ADDRESS_LABELS } from '@/domain/address/address-fields'
import type { AppRouter } from '@/server/trpc/router'
import { CheckField, TextField } from './fields'
import { FormError } from './form-error'
import classes from './settings.module.css'

type Storefront = inferRouterOutputs<AppRouter>['storefronts']['list'][number]

const ADDRESS = [
  { key: 'address1', label: ADDRESS_LABELS.address1 },
  { key: 'city', label: ADDRESS_LABELS.city },
  { key: 'provinceCode', label: 'State or province code' },
  { key: 'postalCode', label: ADDRESS_LABELS.postalCode },
  { key: 'phone', label: ADDRESS_LABELS.phone },
] as const

/** The form for a storefront's name, ship-from address and integration settings. */
export function StorefrontForm({ storefront }: { storefront: Storefront }) {
  const { id: storefrontId, shipsFrom } = storefront
  const [name, setName] = useState(storefront.name)
  const [country, setCountry] = useState(storefront.shipsFromCountry)
  const [address, setAddress] = useState(() => toAddress(shipsFrom))
  const [allocatesStock, setAllocatesStock] = useState(storefront.allocatesStock)
  const [writesBack, setWritesBack] = useState(storefront.writesBack)
  const reasonAgainst = useReasonAgainst('storefronts.configure')
  const isReadOnly = reasonAgainst !== undefined
  const { save, isSaving, errorMessage } = useSave()
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const isEmpty = Object.values(address).every((text) => text.trim() === '')
    const settings = { name, shipsFromCountry: country, allocatesStock, writesBack }
    save({ storefrontId, ...settings, shipsFrom: isEmpty ? null : address })
  }
  return (
    <form className={classes.form} aria-label={storefront.shopDomain} onSubmit={submit}>
      <div className={classes.row}>
        <NameField value={name} isReadOnly={isReadOnly} onChange={setName} />
        <CountryField value={country} onChange={setCountry} />
      </div>
      <AddressFields address={address} isReadOnly={isReadOnly} onChange={setAddress} />
      <CheckField
        label="Aftercart manages this storefront's inventory"
        isChecked={allocatesStock}
        isDisabled={isReadOnly}
        onChange={setAllocatesStock}
      />
      <CheckField
        label="Send tracking numbers to the storefront"
        isChecked={writesBack}
        isDisabled={isReadOnly}
        onChange={setWritesBack}
      />
      <div className={classes.row}>
        <ReasonedButton reasonAgainst={reasonAgainst} isBusy={isSaving} onClick={() => submit()}>
          Save
        </ReasonedButton>
      </div>
      <FormError message={errorMessage} />
    </form>
  )
}

type NameProps = { value: string; isReadOnly: boolean; onChange: (name: string) => void }

function NameField({ value, isReadOnly, onChange }: NameProps) {
  return (
    <TextField
      className={classes.wide}
      label="Name"
      description="Shown on emails, documents and labels"
      {...{ value, isReadOnly, onChange }}
    />
  )
}

type CountryProps = { value: string; onChange: (country: string) => void }

function CountryField({ value, onChange }: CountryProps) {
  return (
    <div className={classes.wide}>
      <CountrySelect label="Ships from" value={value} error={undefined} onChange={onChange} />
    </div>
  )
}

type Address = Record<(typeof ADDRESS)[number]['key'], string>
type AddressProps = {
  address: Address
  isReadOnly: boolean
  onChange: (address: Address) => void
}

function AddressFields({ address, isReadOnly, onChange }: AddressProps) {
  return (
    <div className={classes.row}>
      {ADDRESS.map(({ key, label }) => (
        <TextField
          key={key}
          className={classes.wide}
          label={label}
          value={address[key]}
          isReadOnly={isReadOnly}
          onChange={(value) => onChange({ ...address, [key]: value })}
        />
      ))}
    </div>
  )
}

const toAddress = (shipsFrom: Storefront['shipsFrom']): Address => ({
  address1: shipsFrom?.address1 ?? '',
  city: shipsFrom?.city ?? '',
  provinceCode: shipsFrom?.provinceCode ?? '',
  postalCode: shipsFrom?.postalCode ?? '',
  phone: shipsFrom?.phone ?? '',
})

function useSave() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.storefronts.configure.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new labels.' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.storefronts.pathKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, errorMessage: error?.message }
}
