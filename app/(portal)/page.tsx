import { redirect } from 'next/navigation'
import { requireStaff } from '@/server/auth'
import { ordersPath } from '@/server/domain/routes'

export default async function HomePage() {
  await requireStaff()
  redirect(ordersPath())
}
