import Link from 'next/link'
import { Copyable } from '@/components/copyable/copyable'
import { RevealButton } from '@/components/customers/reveal-button'
import { Facts } from '@/components/panel/facts'
import { Nothing, Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { FULFILLMENT_LABELS } from '@/components/status/labels'
import { orderStatusLabel } from '@/components/status/order-labels'
import { ExactTime } from '@/components/time/time'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { isAllowed } from '@/domain/staff/permissions'
import { orderSearchPath, webhooksOfOrderPath } from '@/paths/routes'
import { cancelReasonLabel } from '../../domain/order/cancel-reason-label'
import { OrderAssignee } from './actions/order-assignee'
import { OrderTags } from './actions/order-tags'
import { type Order, type OrderData, positionOf } from './order-data'
import type { Reveal } from './use-revealed'

const RISKS: Record<Order['riskLevel'], string> = {
  none: 'None',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
}

/** Renders the order's details. */
export function OrderDetails({ data }: { data: OrderData }) {
  const { order, storefront } = data
  const { role } = useViewer()
  return (
    <Section title="Order Details">
      <Facts
        facts={[
          ['Order Number', order.name],
          ['Status', orderStatusLabel(order.status, positionOf(data.steps)).label],
          ['Fulfillment', FULFILLMENT_LABELS[order.fulfillmentStatus].label],
          ['Created At', <ExactTime key="placed" at={order.placedAt} />],
          ['Storefront', storefront.name],
          ['Shop', storefront.shopDomain],
          ['Order ID', <Copyable key="id" value={order.externalId} what="order ID" />],
          ['Canceled', order.canceledAt && <ExactTime at={order.canceledAt} />],
          ['Cancellation reason', order.cancelReason && cancelReasonLabel(order.cancelReason)],
          ['Risk', RISKS[order.riskLevel]],
          ['Assignee', <OrderAssignee key="assignee" data={data} />],
          ['Tags', <OrderTags key="tags" data={data} />],
          ['Test order', order.isTest && 'Yes, no real payment'],
          [
            'Webhooks',
            isAllowed(role, 'webhooks.read') && (
              <Link href={webhooksOfOrderPath(order.externalId)}>View webhooks</Link>
            ),
          ],
        ]}
      />
    </Section>
  )
}

/** Renders the customer as recorded on the order. */
export function CustomerDetails({ order, reveal }: { order: Order; reveal?: Reveal }) {
  const { locale } = useViewerLocale()
  const { customerName, email, phone, customerLocale } = order
  if (!customerName && !email && !phone)
    return (
      <Section title="Customer Details">
        <Nothing>Guest. No name provided.</Nothing>
      </Section>
    )
  return (
    <Section title="Customer Details">
      <Facts
        facts={[
          ['Customer Name', customerName && <bdi>{customerName}</bdi>],
          ['Email', email && <Email email={email} isMasked={reveal?.isMasked} />],
          ['Phone', phone],
          ['Language', customerLocale && languageName(customerLocale, locale)],
          [
            'Orders',
            email && !reveal?.isMasked && (
              <Link href={orderSearchPath(email)}>All orders with this email</Link>
            ),
          ],
          [
            'Hidden',
            reveal?.isMasked && <RevealButton onReveal={reveal.show} isBusy={reveal.isBusy} />,
          ],
        ]}
      />
    </Section>
  )
}

function Email({ email, isMasked = false }: { email: string; isMasked?: boolean | undefined }) {
  if (isMasked) return email
  return (
    <Copyable value={email} what="email">
      {email}
    </Copyable>
  )
}

function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
