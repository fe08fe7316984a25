import type { InngestFunction } from 'inngest'
import { cancelOrder } from './cancel-order'
import { foldReports } from './fold-reports'
import { ingestDelivery } from './ingest-delivery'
import { openPaymentLink } from './open-payment-link'
import { processOrder } from './process-order'
import { processRefund } from './process-refund'
import { processReshipment } from './process-reshipment'
import { purgeVendorCalls } from './purge-vendor-calls'
import { reconcileReports } from './reconcile-reports'
import { releaseHold } from './release-hold'
import { runBulkJob } from './run-bulk-job'
import { scheduleReports } from './schedule-reports'
import { sendAlert } from './send-alert'
import { sendMail } from './send-mail'
import { sendOutbox } from './send-outbox'
import { sendReceipt } from './send-receipt'
import { sendReportMail } from './send-report-mail'
import { sweepInbox } from './sweep-inbox'
import { sweepResolutions } from './sweep-resolutions'
import { sweepStuckOrders } from './sweep-stuck-orders'
import { tendBreaker } from './tend-breaker'
import { tendPaymentLinks } from './tend-payment-links'
import { trackParcels } from './track-parcels'

/** Every function of the pipeline, as served at /api/inngest. */
export const functions: InngestFunction.Any[] = [
  ingestDelivery,
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
  tendBreaker,
  sendAlert,
  releaseHold,
  openPaymentLink,
  tendPaymentLinks,
  foldReports,
  reconcileReports,
  scheduleReports,
  sendReportMail,
  purgeVendorCalls,
]
