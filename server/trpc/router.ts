import { router } from './init'
import { accountRouter } from './routers/account'
import { alertsRouter } from './routers/alerts'
import { approvalsRouter } from './routers/approvals'
import { breakersRouter } from './routers/breakers'
import { bulkRouter } from './routers/bulk'
import { customersRouter } from './routers/customers'
import { documentsRouter } from './routers/documents'
import { exceptionActionsRouter } from './routers/exception-actions'
import { exceptionsRouter } from './routers/exceptions'
import { giftCardsRouter } from './routers/gift-cards'
import { kindSettingsRouter } from './routers/kind-settings'
import { orderActionsRouter } from './routers/order-actions'
import { ordersRouter } from './routers/orders'
import { refundsRouter } from './routers/refunds'
import { reportSettingsRouter } from './routers/report-settings'
import { reportsRouter } from './routers/reports'
import { savedViewsRouter } from './routers/saved-views'
import { shellRouter } from './routers/shell'
import { staffRouter } from './routers/staff'
import { storefrontsRouter } from './routers/storefronts'
import { webhooksRouter } from './routers/webhooks'

/** All procedures. */
export const appRouter = router({
  account: accountRouter,
  alerts: alertsRouter,
  approvals: approvalsRouter,
  breakers: breakersRouter,
  bulk: bulkRouter,
  customers: customersRouter,
  webhooks: webhooksRouter,
  documents: documentsRouter,
  exceptionActions: exceptionActionsRouter,
  exceptions: exceptionsRouter,
  giftCards: giftCardsRouter,
  kindSettings: kindSettingsRouter,
  storefronts: storefrontsRouter,
  orders: ordersRouter,
  orderActions: orderActionsRouter,
  refunds: refundsRouter,
  reports: reportsRouter,
  reportSettings: reportSettingsRouter,
  savedViews: savedViewsRouter,
  shell: shellRouter,
  staff: staffRouter,
})

export type AppRouter = typeof appRouter
