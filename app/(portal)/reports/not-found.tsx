import { Missing } from '@/components/states/missing'
import { reportsPath } from '@/paths/routes'

export default function ReportNotFound() {
  return (
    <Missing
      title="There is no such report"
      back={{ href: reportsPath(), label: 'To the reports' }}
    >
      The address names no page of the reports, or rows that none of them counts.
    </Missing>
  )
}
