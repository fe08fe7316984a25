import { router } from './init'
import { accountRouter } from './routers/account'
import { deliveriesRouter } from './routers/deliveries'
import { ordersRouter } from './routers/orders'
import { shellRouter } from './routers/shell'

/** Everything the browser may ask for. */
export const appRouter = router({
  account: accountRouter,
  deliveries: deliveriesRouter,
  orders: ordersRouter,
  shell: shellRouter,
})

export type AppRouter = typeof appRouter
