import { Copyable } from '@/components/copyable/copyable'
import { Money } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import type { StatusLabel } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { LINK_TTL_SECONDS } from '@/domain/payment/payment-due'
import type { ItemData } from './item-data'
import classes from './item-page.module.css'

type Link = ItemData['links'][number]

/** Renders the payment links sent to the customer, with their status. */
export function ItemPaymentLinks({ data: { links } }: { data: ItemData }) {
  if (links.length === 0) return null
  return (
    <Section title={links.length === 1 ? 'Payment link' : 'Payment links'}>
      <ul className={classes.links}>
        {links.map((link) => (
          <li key={link.id}>
            <p className={classes.link}>
              <StatusBadge status={statusOf(link)} />
              <Money minor={link.amountMinor} currency={link.currency} />
              <span>
                Sent by {link.requestedByName} <Time at={link.createdAt} />
              </span>
              <LinkEnd link={link} />
            </p>
            {link.url && link.status === 'open' && (
              <Copyable value={link.url} what="payment link">
                <a className={classes.address} href={link.url} target="_blank" rel="noreferrer">
                  {link.url}
                </a>
              </Copyable>
            )}
            {link.status === 'failed' && link.error && <p>{link.error}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const expiresAt = ({ createdAt }: Link) => new Date(createdAt.getTime() + LINK_TTL_SECONDS * 1000)

const hasExpired = (link: Link) =>
  link.status === 'closed' && link.closedAt !== null && link.closedAt >= expiresAt(link)

function statusOf(link: Link): StatusLabel {
  switch (link.status) {
    case 'requested':
      return { tone: 'active', label: 'Creating' }
    case 'open':
      return { tone: 'waiting', label: 'Awaiting payment' }
    case 'paid':
      return { tone: 'good', label: 'Paid' }
    case 'closed':
      return { tone: 'stopped', label: hasExpired(link) ? 'Expired' : 'Closed' }
    case 'failed':
      return { tone: 'trouble', label: 'Failed' }
  }
}

function LinkEnd({ link }: { link: Link }) {
  if (link.status === 'open')
    return (
      <span>
        Expires <Time at={expiresAt(link)} />
      </span>
    )
  if (!link.closedAt) return null
  return (
    <span>
      {link.status === 'paid' ? 'Paid' : 'Closed'} <Time at={link.closedAt} />
    </span>
  )
}
