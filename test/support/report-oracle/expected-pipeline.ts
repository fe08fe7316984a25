import { type ExpectedPage, ranks, singleRow } from './maths'
import { count, total, within } from './rows'

/** The expected sections of the pipeline report. */
export const expectedPipeline: ExpectedPage = ({ webhooks }) => ({
  figures: (span) => {
    const inSpan = within(webhooks, 'received_at', span)
    return singleRow({
      received: inSpan.length,
      duplicates: Number(total(inSpan, 'duplicates')),
      unreadable: count(inSpan, ({ status }) => status === 'unreadable'),
    })
  },
  durations: (span) =>
    singleRow(ranks('work', within(webhooks, 'received_at', span), 'received_at', 'processed_at')),
  'over-time': (span) => singleRow({ received: within(webhooks, 'received_at', span).length }),
})
