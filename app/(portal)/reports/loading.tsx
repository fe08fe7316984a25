import { ReportSkeleton } from '@/components/reports/page/report-skeleton'

export default function Loading() {
  return <ReportSkeleton />
}
