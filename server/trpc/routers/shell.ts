import { countOrdersNeedingAttention } from '@/db/queries/shell'
import { procedureWith, router } from '../init'

/** What the frame around every page shows. */
export const shellRouter = router({
  attention: procedureWith('orders.read').query(() => countOrdersNeedingAttention()),
})
