import { NotFoundPage } from '@/components/states/not-found-page'
import { reportsPath } from '@/paths/routes'

export default function ReportNotFound() {
  return (
    <NotFoundPage title="Report not found" back={{ href: reportsPath(), label: 'Back to reports' }}>
      This report doesn't exist.
    </NotFoundPage>
  )
}
