import { Copyable } from '@/components/copyable/copyable'
import { Nothing, Section } from '@/components/panel/section'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { emptiedFieldsMessage } from '@/domain/address/address-fields'
import { addressLines, directionOf } from '@/domain/address/address-lines'
import { regionName } from '@/domain/text/intl-formats'
import classes from './address-card.module.css'
import type { OrderData } from './order-data'

type Address = OrderData['addresses'][number]

const TITLES = { shipping: 'Shipping Address', billing: 'Billing Address' } as const

/** Renders the shipping and billing addresses; an identical billing address is not repeated. */
export function AddressCards({ data }: { data: OrderData }) {
  const shipping = data.addresses.find(({ kind }) => kind === 'shipping')
  const billing = data.addresses.find(({ kind }) => kind === 'billing')
  const isMasked = data.isMasked === true
  const isSame = shipping && billing && textOf(shipping) === textOf(billing)
  return (
    <>
      <AddressCard title={TITLES.shipping} address={shipping} isMasked={isMasked} />
      {isSame ? (
        <Section title={TITLES.billing}>
          <Nothing>Same as shipping address.</Nothing>
        </Section>
      ) : (
        <AddressCard title={TITLES.billing} address={billing} isMasked={isMasked} />
      )}
    </>
  )
}

type CardProps = { title: string; address: Address | undefined; isMasked: boolean }

function AddressCard({ title, address, isMasked }: CardProps) {
  return (
    <Section
      title={title}
      aside={
        address && (
          <>
            {address.editedAt && 'Edited '}
            {!isMasked && (
              <Copyable value={textOf(address)} what={title.toLowerCase()}>
                {null}
              </Copyable>
            )}
          </>
        )
      }
    >
      {address ? <AddressLines address={address} /> : <Nothing>No address provided.</Nothing>}
      {address && address.emptiedFields.length > 0 && (
        <p className={classes.warning}>{emptiedFieldsMessage(address.emptiedFields)}</p>
      )}
    </Section>
  )
}

function AddressLines({ address }: { address: Address }) {
  const { locale } = useViewerLocale()
  const lines = addressLines(address)
  return (
    <address className={classes.address} dir={directionOf(lines)}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal.
        <div key={index} dir="auto">
          {line}
        </div>
      ))}
      <div dir="auto" suppressHydrationWarning>
        {regionName(address.countryCode, locale)}
      </div>
      {address.phone && (
        <div dir="ltr" className={classes.phone}>
          {address.phone}
        </div>
      )}
    </address>
  )
}

const textOf = (address: Address) =>
  [...addressLines(address), address.countryCode, address.phone].filter(Boolean).join('\n')
