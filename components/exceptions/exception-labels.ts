import type { StatusLabel } from '@/components/status/labels'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import { kindTitle } from '@/domain/exception/exception-title'
import type { GroupSort, InboxAge, InboxSort } from '@/domain/exception/inbox'
import type { ExceptionSeverity, ExceptionStage } from '@/domain/exception/kind'

export const SEVERITY_LABELS: Record<ExceptionSeverity, StatusLabel> = {
  critical: { tone: 'trouble', label: 'Critical' },
  high: { tone: 'waiting', label: 'High' },
  normal: { tone: 'active', label: 'Normal' },
  low: { tone: 'quiet', label: 'Low' },
}

export const STAGE_LABELS: Record<ExceptionStage, string> = {
  auto: 'Automatic',
  staff: 'Staff',
  engineer: 'Engineering',
}

export const AGE_LABELS: Record<InboxAge, string> = {
  '1h': 'Over 1 hour',
  '1d': 'Over 1 day',
  '3d': 'Over 3 days',
  '7d': 'Over 7 days',
}

export const SORT_LABELS: Record<InboxSort, string> = {
  due: 'Due date',
  oldest: 'Oldest first',
  newest: 'Newest first',
}

export const GROUP_SORT_LABELS: Record<GroupSort, string> = {
  count: 'Largest groups',
  due: 'Due date',
  oldest: 'Oldest first',
}

/** Every kind with its title, sorted by title, as options of the kind filter. */
export const KIND_OPTIONS = (Object.keys(EXCEPTION_KINDS) as ExceptionKind[])
  .map((value) => ({ value, label: kindTitle(value) }))
  .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
