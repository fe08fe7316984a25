import { z } from 'zod'
import { storefrontIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const Annotation = z.object({
  annotationId: z.string(),
  kind: z.string(),
  title: z.string(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
  storefrontId: storefrontIdSchema.nullable(),
})
const ofAnnotation = { type: 'annotation', id: 'annotationId' } as const

export const annotationAdded = defineEvent(
  'annotation.added',
  Annotation,
  'An annotation was added to the reports.',
  { audit: ofAnnotation },
)

export const annotationRemoved = defineEvent(
  'annotation.removed',
  Annotation,
  'An annotation was removed from the reports.',
  { audit: ofAnnotation },
)

export const reportExported = defineEvent(
  'report.exported',
  z.object({ page: z.string(), input: z.unknown(), format: z.string(), lines: z.number() }),
  'A report was exported.',
  { audit: { type: 'report', id: 'page' } },
)

const OfExport = z.object({ exportId: z.string() })
const ofExport = { type: 'report_rows', id: 'exportId' } as const

export const reportRowsExportStarted = defineEvent(
  'report_rows.export_started',
  OfExport.extend({ drill: z.unknown(), format: z.string() }),
  "An export of a metric's rows started.",
  { audit: ofExport },
)

export const reportRowsExported = defineEvent(
  'report_rows.exported',
  OfExport.extend({ set: z.string(), rows: z.number(), isWhole: z.boolean() }),
  "An export of a metric's rows ended; `isWhole` is false when it was cut off.",
  { audit: ofExport },
)

const OfSchedule = z.object({ scheduleId: z.string() })
const ofSchedule = { type: 'schedule', id: 'scheduleId' } as const

export const reportScheduleCreated = defineEvent(
  'report_schedule.created',
  OfSchedule.extend({
    viewId: z.string(),
    cadence: z.string(),
    weekday: z.number().nullable(),
    hour: z.number(),
    timeZone: z.string(),
    onlyIfNotEmpty: z.boolean(),
    alert: z.unknown(),
  }),
  'A staff member scheduled a report by email.',
  { audit: ofSchedule },
)

export const reportScheduleDeleted = defineEvent(
  'report_schedule.deleted',
  OfSchedule,
  'A staff member deleted a report schedule.',
  { audit: ofSchedule },
)

export const reportEmailRequested = defineEvent(
  'report_email.requested',
  OfSchedule.extend({ mailId: z.string() }),
  'A staff member asked to send a scheduled report now.',
  { audit: ofSchedule },
)

export const reportEmailSent = defineEvent(
  'report_email.sent',
  z.object({ mailId: z.string() }),
  'A scheduled report was emailed.',
  { audit: { type: 'report_mail', id: 'mailId' } },
)
