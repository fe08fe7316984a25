import { router } from './init'
import { accountRouter } from './routers/account'
import { approvalsRouter } from './routers/approvals'
import { deliveriesRouter } from './routers/deliveries'
import { exceptionsRouter } from './routers/exceptions'
import { ordersRouter } from './routers/orders'
import { refundsRouter } from './routers/refunds'
import { shellRouter } from './routers/shell'

/** Everything the browser may ask for. */
export const appRouter = router({
  account: accountRouter,
  approvals: approvalsRouter,
  deliveries: deliveriesRouter,
  exceptions: exceptionsRouter,
  orders: ordersRouter,
  refunds: refundsRouter,
  shell: shellRouter,
})

export type AppRouter = typeof appRouter
