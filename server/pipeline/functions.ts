import type { InngestFunction } from 'inngest'
import { cancelOrder } from './cancel-order'
import { ingestWebhook } from './ingest-webhook'
import { openPaymentLink } from './open-payment-link'
import { pollPaymentLinks } from './poll-payment-links'
import { probeBreaker } from './probe-breaker'
import { processOrder } from './process-order'
import { processRefund } from './process-refund'
import { processReshipment } from './process-reshipment'
import { releaseAuthorization } from './release-authorization'
import { runBulkJob } from './run-bulk-job'
import { sendAlert } from './send-alert'
import { sendMail } from './send-mail'
import { sendReceipt } from './send-receipt'
import { sendReportMail } from './send-report-mail'
import { foldReports } from './upkeep/fold-reports'
import { purgeVendorCalls } from './upkeep/purge-vendor-calls'
import { reconcileReports } from './upkeep/reconcile-reports'
import { scheduleReports } from './upkeep/schedule-reports'
import { sendOutbox } from './upkeep/send-outbox'
import { sweepInbox } from './upkeep/sweep-inbox'
import { sweepResolutions } from './upkeep/sweep-resolutions'
import { sweepStuckOrders } from './upkeep/sweep-stuck-orders'
import { trackParcels } from './upkeep/track-parcels'

/** Every function of the pipeline, as served at /api/inngest. */
export const functions: InngestFunction.Any[] = [
  ingestWebhook,
  processOrder,
  cancelOrder,
  sendReceipt,
  processRefund,
  processReshipment,
  sendMail,
  sendOutbox,
  sweepStuckOrders,
  trackParcels,
  sweepResolutions,
  sweepInbox,
  runBulkJob,
  probeBreaker,
  sendAlert,
  releaseAuthorization,
  openPaymentLink,
  pollPaymentLinks,
  foldReports,
  reconcileReports,
  scheduleReports,
  sendReportMail,
  purgeVendorCalls,
]
