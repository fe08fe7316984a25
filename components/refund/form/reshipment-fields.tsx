'use client'

import { Checkbox, SimpleGrid, TextInput } from '@mantine/core'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { addressLines } from '@/domain/address/address-lines'
import { regionName } from '@/domain/text/intl-formats'
import classes from '../refund-sheet.module.css'
import type { RefundForm, ReshipmentPreview, ShipTo } from './refund-form'

type Props = { form: RefundForm; change: (part: Partial<RefundForm>) => void }

const FIELDS = [
  ['name', 'Name'],
  ['company', 'Company'],
  ['address1', 'Street address'],
  ['address2', 'Apartment, suite, etc.'],
  ['postalCode', 'Postal code'],
  ['city', 'City'],
  ['provinceCode', 'State or province code'],
  ['countryCode', 'Country code'],
  ['phone', 'Phone'],
] as const satisfies [keyof ShipTo, string][]

/** The parcel's destination: the order's shipping address or a corrected one. */
export function ShipToFields({
  form,
  change,
  shipTo,
}: Props & { shipTo: ReshipmentPreview['shipTo'] }) {
  const { locale } = useViewerLocale()
  const corrected = form.shipTo
  return (
    <section className={classes.shipTo} aria-label="Reshipment address">
      {!corrected && shipTo && (
        <p dir="auto">
          Ships to {addressLines(shipTo).join(', ')}, {regionName(shipTo.countryCode, locale)}
        </p>
      )}
      <Checkbox
        size="xs"
        label="Ship to a different address"
        checked={corrected !== null}
        onChange={(event) =>
          change({ shipTo: event.currentTarget.checked ? toShipTo(shipTo) : null })
        }
      />
      {corrected && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={8}>
          {FIELDS.map(([name, label]) => (
            <TextInput
              key={name}
              label={label}
              dir="auto"
              value={corrected[name] ?? ''}
              onChange={(event) =>
                change({ shipTo: { ...corrected, [name]: event.currentTarget.value } })
              }
            />
          ))}
        </SimpleGrid>
      )}
    </section>
  )
}

/** Lets a lead reship items that were already reshipped. */
export function OverrideField({ form, change }: Props) {
  if (useReasonAgainst('refunds.override') !== undefined) return null
  return (
    <TextInput
      label="Override reason"
      description="Required only when reshipping items that were already reshipped."
      value={form.overrideReason}
      onChange={(event) => change({ overrideReason: event.currentTarget.value })}
    />
  )
}

function toShipTo(shipTo: ReshipmentPreview['shipTo']): ShipTo {
  return {
    name: shipTo?.name ?? '',
    company: shipTo?.company ?? '',
    address1: shipTo?.address1 ?? '',
    address2: shipTo?.address2 ?? '',
    postalCode: shipTo?.postalCode ?? '',
    city: shipTo?.city ?? '',
    province: shipTo?.province ?? '',
    provinceCode: shipTo?.provinceCode ?? '',
    countryCode: shipTo?.countryCode ?? '',
    phone: shipTo?.phone ?? '',
  }
}
