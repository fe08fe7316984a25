import { NotFoundPage } from '@/components/states/not-found-page'
import { ordersPath } from '@/paths/routes'

export default function OrderNotFound() {
  return (
    <NotFoundPage title="There is no such order" back={{ href: ordersPath(), label: 'All orders' }}>
      The address may be incomplete, or the order was never received. Search for its number, name or
      email instead.
    </NotFoundPage>
  )
}
