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
import { cancelLabels } from './actions/cancel-labels'
import { OrderAssignee } from './actions/order-assignee'
import { OrderTags } from './actions/order-tags'
import { type Order, type OrderData, positionOf } from './order-data'
import type { Reveal } from './use-revealed'

const RISKS: Record<Order['riskLevel'], string> = {
  none: 'None found',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
}

/** The order's own facts. */
export function OrderDetails({ data }: { data: OrderData }) {
  const { order, storefront } = data
  const { role } = useViewer()
  return (
    <Section title="Order details">
      <Facts
        facts={[
          ['Number', order.name],
          ['Status', orderStatusLabel(order.status, positionOf(data.steps)).label],
          ['Fulfillment', FULFILLMENT_LABELS[order.fulfillmentStatus].label],
          ['Placed', <ExactTime key="placed" at={order.placedAt} />],
          ['Storefront', storefront.name],
          ['Shop', storefront.shopDomain],
          [
            'Storefront id',
            <Copyable key="id" value={order.externalId} what="storefront's order id" />,
          ],
          ['Canceled', order.canceledAt && <ExactTime at={order.canceledAt} />],
          ['Because', order.cancelReason && cancelLabels(order.cancelReason)],
          ['Risk', RISKS[order.riskLevel]],
          ['Assigned to', <OrderAssignee key="assignee" data={data} />],
          ['Tags', <OrderTags key="tags" data={data} />],
          ['Test order', order.isTest && 'Yes, no real money'],
          [
            'Messages',
            isAllowed(role, 'webhooks.read') && (
              <Link href={webhooksOfOrderPath(order.externalId)}>Storefront messages</Link>
            ),
          ],
        ]}
      />
    </Section>
  )
}

/** Who bought, as the order has it. */
export function CustomerDetails({ order, reveal }: { order: Order; reveal?: Reveal }) {
  const { locale } = useViewerLocale()
  const { customerName, email, phone, customerLocale } = order
  if (!customerName && !email && !phone)
    return (
      <Section title="Customer">
        <Nothing>A guest who left no name.</Nothing>
      </Section>
    )
  return (
    <Section title="Customer">
      <Facts
        facts={[
          ['Name', customerName && <bdi>{customerName}</bdi>],
          [
            'Email',
            email &&
              (reveal?.isMasked ? (
                email
              ) : (
                <Copyable value={email} what="email">
                  {email}
                </Copyable>
              )),
          ],
          ['Phone', phone],
          ['Language', customerLocale && languageName(customerLocale, locale)],
          [
            'Orders',
            email && !reveal?.isMasked && (
              <Link href={orderSearchPath(email)}>All with this email</Link>
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

function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
