import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { RowsPage } from '@/components/reports/rows-page'
import { NoAccess } from '@/components/states/no-access'
import { DRILL_PERMISSIONS, parseDrill } from '@/domain/reports/report-drill'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'

export const metadata: Metadata = { title: 'Report rows' }

export default async function ReportRowsPage(props: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireStaff()
  const { drill: text } = await props.searchParams
  const drill = parseDrill(typeof text === 'string' ? text : '')
  if (!drill) notFound()
  const refusal = reasonAgainst(role, DRILL_PERMISSIONS[drill.set])
  if (refusal) return <NoAccess area="these rows" reason={refusal} />
  return <RowsPage drill={drill} />
}
