import { getDb } from '@/db/client'
import { findDefaultView, listSavedViews } from '@/db/queries/saved-views'
import {
  ChooseDefaultViewInput,
  chooseDefaultView,
} from '../../commands/saved-views/choose-default-view'
import { DeleteViewInput, deleteView } from '../../commands/saved-views/delete-view'
import { SaveViewInput, saveView } from '../../commands/saved-views/save-view'
import { procedureWith, router } from '../init'

const reading = procedureWith('orders.read')

/** States of the orders list that people gave names. */
export const savedViewsRouter = router({
  list: reading.query(async ({ ctx }) => {
    const views = await listSavedViews(getDb(), ctx.staff.id)
    return views.map(({ ownerId, ...view }) => ({ ...view, isOwn: ownerId === ctx.staff.id }))
  }),

  /** The address that the list opens with for the caller's role; null: all orders. */
  opening: reading.query(async ({ ctx }) => {
    const view = await findDefaultView(getDb(), ctx.staff.role)
    return view?.query ?? null
  }),

  save: reading.input(SaveViewInput).mutation(({ input, ctx }) => saveView(input, ctx.command)),

  delete: reading
    .input(DeleteViewInput)
    .mutation(({ input, ctx }) => deleteView(input, ctx.command)),

  chooseDefault: reading
    .input(ChooseDefaultViewInput)
    .mutation(({ input, ctx }) => chooseDefaultView(input, ctx.command)),
})
