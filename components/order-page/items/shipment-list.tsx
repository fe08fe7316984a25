import { Copyable } from '@/components/copyable/copyable'
import { Money } from '@/components/money/money'
import { Facts } from '@/components/panel/facts'
import { Nothing, Section } from '@/components/panel/section'
import { SHIPMENT_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { safeLink } from '@/domain/text/safe-link'
import type { OrderData } from '../order-data'
import { LineUnits } from './line-units'
import classes from './shipment-list.module.css'

type Shipment = OrderData['shipments'][number]

/** Renders the order's shipments, including those made by the storefront. */
export function ShipmentList({ data }: { data: OrderData }) {
  const { shipments } = data
  return (
    <Section title="Shipments" aside={shipments.length || ''} isPadded={shipments.length === 0}>
      {shipments.length === 0 && <Nothing>No shipments yet.</Nothing>}
      {shipments.map((shipment) => (
        <article key={shipment.id} className={classes.shipment}>
          <header className={classes.head}>
            <h3>{carrierName(shipment)}</h3>
            <StatusBadge status={SHIPMENT_LABELS[shipment.status]} />
          </header>
          <LineUnits units={shipment.lines} lines={data.lines} />
          <ShipmentFacts shipment={shipment} />
        </article>
      ))}
    </Section>
  )
}

function ShipmentFacts({ shipment }: { shipment: Shipment }) {
  const { trackingNumber, costMinor, costCurrency, shippedAt, deliveredAt } = shipment
  const label = safeLink(shipment.labelUrl)
  return (
    <Facts
      facts={[
        ['Tracking', trackingNumber && <Tracking shipment={shipment} number={trackingNumber} />],
        ['Shipped', shippedAt && <Time at={shippedAt} />],
        ['Delivered', deliveredAt && <Time at={deliveredAt} />],
        [
          'Label',
          label && (
            <a href={label} target="_blank" rel="noreferrer">
              Open label
            </a>
          ),
        ],
        [
          'Postage',
          costMinor !== null && costCurrency && <Money minor={costMinor} currency={costCurrency} />,
        ],
      ]}
    />
  )
}

function Tracking({ shipment, number }: { shipment: Shipment; number: string }) {
  const link = safeLink(shipment.trackingUrl)
  return (
    <Copyable value={number} what="tracking number">
      {link ? (
        <a href={link} target="_blank" rel="noreferrer" className={classes.number}>
          {number}
        </a>
      ) : (
        <span className={classes.number}>{number}</span>
      )}
    </Copyable>
  )
}

function carrierName({ carrier, service, source }: Shipment): string {
  const name = [carrier, service && serviceLabel(service)].filter(Boolean).join(' ')
  if (name !== '') return name
  return source === 'storefront' ? 'Shipped by storefront' : 'Parcel'
}

/** Returns a carrier's service code as words: "FirstClassPackage" becomes "First class package". */
function serviceLabel(service: string): string {
  if (!/[a-z][A-Z]/.test(service)) return service
  const words = service.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
