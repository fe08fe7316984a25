import { NotFoundPage } from '@/components/states/not-found-page'
import { reportsPath } from '@/paths/routes'

export default function ReportNotFound() {
  return (
    <NotFoundPage
      title="There is no such report"
      back={{ href: reportsPath(), label: 'To the reports' }}
    >
      The address names no page of the reports, or rows that none of them counts.
    </NotFoundPage>
  )
}
