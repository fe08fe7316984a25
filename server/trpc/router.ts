import { router } from './init'
import { accountRouter } from './routers/account'

/** Everything the browser may ask for. */
export const appRouter = router({ account: accountRouter })

export type AppRouter = typeof appRouter
