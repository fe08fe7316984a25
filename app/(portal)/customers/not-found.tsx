import { NotFoundPage } from '@/components/states/not-found-page'
import { ordersPath } from '@/paths/routes'

export default function CustomerNotFound() {
  return (
    <NotFoundPage
      title="There is no such customer"
      back={{ href: ordersPath(), label: 'All orders' }}
    >
      The address may be incomplete. Open the customer from one of their orders.
    </NotFoundPage>
  )
}
