import { Copyable } from '@/components/copyable/copyable'
import { Money } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import type { StatusLabel } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { LINK_LIFE_SECONDS } from '@/domain/payment/payment-due'
import type { ItemData } from './item-data'
import classes from './item-page.module.css'

type Link = ItemData['links'][number]

/** The pages on which the customer was asked to pay, and what became of each. */
export function ItemPaymentLinks({ data: { links } }: { data: ItemData }) {
  if (links.length === 0) return null
  return (
    <Section title={links.length === 1 ? 'Payment link' : 'Payment links'}>
      <ul className={classes.links}>
        {links.map((link) => (
          <li key={link.id}>
            <p className={classes.link}>
              <StatusBadge status={wordOf(link)} />
              <Money minor={link.amountMinor} currency={link.currency} />
              <span>
                sent by {link.requestedByName} <Time at={link.createdAt} />
              </span>
              <Ending link={link} />
            </p>
            {link.url && link.status === 'open' && (
              <Copyable value={link.url} what="address of the payment page">
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

const lifeEnds = ({ createdAt }: Link) => new Date(createdAt.getTime() + LINK_LIFE_SECONDS * 1000)

const hasExpired = (link: Link) =>
  link.status === 'closed' && link.closedAt !== null && link.closedAt >= lifeEnds(link)

function wordOf(link: Link): StatusLabel {
  switch (link.status) {
    case 'requested':
      return { tone: 'active', label: 'Being made' }
    case 'open':
      return { tone: 'waiting', label: 'Can be paid' }
    case 'paid':
      return { tone: 'good', label: 'Paid' }
    case 'closed':
      return { tone: 'stopped', label: hasExpired(link) ? 'Expired' : 'Not needed any more' }
    case 'failed':
      return { tone: 'trouble', label: 'Could not be made' }
  }
}

function Ending({ link }: { link: Link }) {
  if (link.status === 'open')
    return (
      <span>
        expires <Time at={lifeEnds(link)} />
      </span>
    )
  if (!link.closedAt) return null
  return (
    <span>
      {link.status === 'paid' ? 'paid' : 'closed'} <Time at={link.closedAt} />
    </span>
  )
}
