import { redirect } from 'next/navigation'
import { ordersPath } from '@/paths/routes'
import { requireStaff } from '@/server/auth'

export default async function HomePage() {
  await requireStaff()
  redirect(ordersPath())
}
