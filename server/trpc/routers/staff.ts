import { getDb } from '@/db/client'
import { listColleagues } from '@/db/queries/staff'
import { procedureWith, router } from '../init'

/** The people who work here, as far as everybody may know. */
export const staffRouter = router({
  colleagues: procedureWith('orders.read').query(() => listColleagues(getDb())),
})
