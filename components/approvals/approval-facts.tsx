import { Money } from '@/components/money/money'
import { Facts } from '@/components/panel/facts'
import { tenderLabel } from '@/components/refund/form/tender-labels'
import { Time } from '@/components/time/time'
import { addressLines } from '@/domain/address/address-lines'
import type { Request } from './approval-data'
import classes from './approval-list.module.css'

/** Renders everything the approver needs to know about a request. */
export function RequestFacts({ request }: { request: Request }) {
  const { approvalReasons, overrideReason, note, expiresAt, shipTo } = request
  return (
    <Facts
      facts={[
        ['Requested by', <RequestedBy key="requester" request={request} />],
        ['Items', request.lines.length > 0 && <Items request={request} />],
        ['Refund to', request.tenders.length > 0 && <RefundTenders request={request} />],
        ['Corrected address', shipTo && <bdi>{formatAddress(shipTo)}</bdi>],
        ['Approval reason', approvalReasons.join(' ')],
        ['Exceeds remaining quantity', overrideReason],
        ["Requester's note", note],
        ['Expires', expiresAt && <Time at={expiresAt} />],
      ]}
    />
  )
}

function RequestedBy({ request }: { request: Request }) {
  return (
    <>
      {request.isOwn ? 'You' : request.requestedByName}, <Time at={request.at} />
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

function RefundTenders({ request }: { request: Request }) {
  return (
    <ul className={classes.parts}>
      {request.tenders.map((tender, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a request is immutable
        <li key={index}>
          {tender.destination === 'gift_card' && 'New gift card instead of '}
          {tenderLabel(tender)} <Money minor={tender.amountMinor} currency={request.currency} />
        </li>
      ))}
    </ul>
  )
}

function formatAddress(shipTo: NonNullable<Request['shipTo']>): string {
  const { company = null, address2 = null, province = null } = shipTo
  const { provinceCode = null, postalCode = null } = shipTo
  const address = { ...shipTo, company, address2, province, provinceCode, postalCode }
  return [...addressLines(address), shipTo.countryCode].join(', ')
}
