import { dueSoonUntil } from '@/domain/exception/due-state'
import type { Report } from '@/domain/reports/report-model'
import { TEAM_HOURS } from '@/domain/working-hours/working-hours'
import {
  type ExpectedPage,
  type ExpectedRows,
  exceptionCells,
  grouped,
  ranks,
  ratio,
} from './maths'
import { count, orderColumn, type Raw, type Rows, type Span, total, within } from './rows'

// The expected sections about people, stages, steps and the current state, computed row by row.

/** Sections that show the current state, regardless of the range. */
export const CURRENT_STATE_SECTIONS: readonly string[] = ['attention', 'backlog', 'on-hold']

/** The expected sections of each page in addition to `EXPECTED_PAGES`. */
export const EXPECTED_PEOPLE: Partial<Record<Report['page'], ExpectedPage>> = {
  overview: (rows) => ({ attention: () => attention(rows) }),
  exceptions: ({ exceptions }) => ({
    'by-stage': (span) => {
      const closedStage = (row: Raw) => row.closed_stage ?? row.stage
      const stages = new Set(exceptions.flatMap((row) => [row.stage, closedStage(row)]))
      const cellsOf = (stage: unknown) => ({
        ...exceptionCells(exceptions, span, (row) => closedStage(row) === stage),
        opened: exceptionCells(exceptions, span, (row) => row.stage === stage).opened,
      })
      return new Map([...stages].map((stage) => [String(stage), cellsOf(stage)]))
    },
    backlog: () => backlog(exceptions),
  }),
  fulfillment: ({ orders }) => ({
    'on-hold': () =>
      grouped(
        orders.filter(({ status }) => status === 'on_hold'),
        (row) => [row.hold_reason, row.shop_currency],
        (members) => ({ orders: members.length, value: total(members, 'total_shop_minor') }),
      ),
  }),
  team: ({ exceptions, refunds }) => ({
    handled: (span) => handled(exceptions, span),
    refunds: (span) =>
      grouped(
        within(refunds, 'at', span).filter(({ source }) => source === 'person'),
        (row) => [row.requested_by_id, orderColumn(row, 'shop_currency')],
        refundCells,
      ),
  }),
  pipeline: ({ webhooks, steps }) => ({
    'by-topic': (span) =>
      grouped(
        within(webhooks, 'received_at', span),
        (row) => [row.topic],
        (members) => ({
          received: members.length,
          duplicates: Number(total(members, 'duplicates')),
          unreadable: count(members, ({ status }) => status === 'unreadable'),
          waiting: count(members, ({ status }) => status === 'waiting'),
          ...ranks('work', members, 'received_at', 'processed_at'),
        }),
      ),
    'by-step': (span) =>
      grouped(
        within(steps, 'finished_at', span),
        (row) => [row.step],
        (members) => {
          const done = members.filter(({ status }) => status === 'done')
          return {
            done: done.length,
            skipped: count(members, ({ status }) => status === 'skipped'),
            attempts: Number(total(members, 'attempts')),
            'attempts-per-step': perStep(done),
            ...ranks('took', done, 'started_at', 'finished_at'),
          }
        },
      ),
  }),
}

function perStep(done: Raw[]): number | null {
  const per = ratio(Number(total(done, 'attempts')), done.length)
  return per === null ? null : Math.round(per * 100) / 100
}

const isOpen = ({ status }: Raw) => status !== 'resolved' && status !== 'ignored'

function handled(exceptions: Raw[], span: Span): ExpectedRows {
  const people = new Set(
    exceptions.flatMap((row) => [row.last_touched_by_id, row.assignee_id]).filter(Boolean),
  )
  const cellsOf = (person: unknown) => {
    const closed = within(exceptions, 'closed_at', span).filter(
      (row) => row.last_touched_by_id === person,
    )
    const resolved = closed.filter(({ status }) => status === 'resolved')
    return {
      closed: closed.length,
      returned: count(closed, (row) => row.recurred_at !== null),
      open: count(exceptions, (row) => isOpen(row) && row.assignee_id === person),
      ...ranks('resolve', resolved, 'opened_at', 'closed_at'),
    }
  }
  return new Map([...people].map((person) => [String(person), cellsOf(person)]))
}

function refundCells(rows: Raw[]) {
  const succeeded = rows.filter(
    (row) => row.kind === 'refund' && row.status === 'succeeded' && !row.reverses_gift_card_id,
  )
  const above = rows.filter((row) => (row.approval_reasons as string[]).length > 0)
  return {
    asked: rows.length,
    made: succeeded.length,
    total_shop: total(succeeded, 'total_shop_minor'),
    above: above.length,
    rejected: count(above, (row) => row.status === 'rejected' && row.decided_at !== null),
  }
}

function backlog(exceptions: Raw[]): ExpectedRows {
  const hours = (row: Raw) => (Date.now() - (row.opened_at as Date).getTime()) / 3_600_000
  return grouped(
    exceptions.filter(isOpen),
    (row) => [[1, 24, 72, 168].filter((minHours) => hours(row) >= minHours).length],
    (members) => ({
      open: members.length,
      late: count(members, (row) => row.due_at !== null && (row.due_at as Date) < new Date()),
    }),
  )
}

function attention({ orders, exceptions, refunds }: Rows): ExpectedRows {
  const soon = dueSoonUntil(new Date(), TEAM_HOURS)
  const countWith = (...statuses: string[]) =>
    count(orders, ({ status }) => statuses.includes(String(status)))
  const refundsWith = (status: string) => count(refunds, (row) => row.status === status)
  const isDue = ({ status, due_at }: Raw) =>
    (status === 'open' || status === 'in_progress') && due_at !== null && (due_at as Date) <= soon
  const counts = {
    blocked: countWith('blocked'),
    held: countWith('on_hold'),
    backlog: countWith('processing', 'waiting'),
    open: count(exceptions, isOpen),
    due: count(exceptions, isDue),
    approvals: refundsWith('requested'),
    pending: refundsWith('pending'),
  }
  return new Map(Object.entries(counts).map(([key, value]) => [key, { count: value }]))
}
