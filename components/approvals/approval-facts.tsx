import { Money } from '@/components/money/money'
import { Facts } from '@/components/panel/facts'
import { tenderLabel } from '@/components/refund/form/tender-labels'
import { Time } from '@/components/time/time'
import { addressLines } from '@/domain/address/address-lines'
import type { Request } from './approval-data'
import classes from './approval-list.module.css'

/** Everything a second person has to know about a request. */
export function About({ request }: { request: Request }) {
  const { approvalReasons, overrideReason, note, expiresAt, shipTo } = request
  return (
    <Facts
      facts={[
        ['Asked by', <Asked key="asked" request={request} />],
        ['Items', request.lines.length > 0 && <Items request={request} />],
        ['Goes to', request.tenders.length > 0 && <GoesTo request={request} />],
        ['Corrected address', shipTo && <bdi>{addressLabels(shipTo)}</bdi>],
        ['Why approval', approvalReasons.join(' ')],
        ['Beyond what is left', overrideReason],
        ['Their note', note],
        ['Runs out', expiresAt && <Time at={expiresAt} />],
      ]}
    />
  )
}

function Asked({ request }: { request: Request }) {
  return (
    <>
      {request.isOwn ? 'you' : request.requestedByName}, <Time at={request.at} />
    </>
  )
}

function Items({ request }: { request: Request }) {
  return (
    <ul className={classes.parts}>
      {request.lines.map(({ title, variantTitle, quantity }) => (
        <li key={`${title} ${variantTitle}`}>
          {quantity} × <bdi>{[title, variantTitle].filter(Boolean).join(', ')}</bdi>
        </li>
      ))}
    </ul>
  )
}

function GoesTo({ request }: { request: Request }) {
  return (
    <ul className={classes.parts}>
      {request.tenders.map((tender, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a request never changes
        <li key={index}>
          {tender.destination === 'gift_card' && 'A new gift card, instead of '}
          {tenderLabel(tender)} <Money minor={tender.amountMinor} currency={request.currency} />
        </li>
      ))}
    </ul>
  )
}

function addressLabels(shipTo: NonNullable<Request['shipTo']>): string {
  const { company = null, address2 = null, province = null } = shipTo
  const { provinceCode = null, postalCode = null } = shipTo
  const address = { ...shipTo, company, address2, province, provinceCode, postalCode }
  return [...addressLines(address), shipTo.countryCode].join(', ')
}
