import { z } from 'zod'
import { getDb } from '@/db/client'
import { findDefaultView, listSavedViews } from '@/db/queries/settings/saved-views'
import {
  ChooseDefaultViewInput,
  chooseDefaultView,
} from '@/server/modules/admin/choose-default-view'
import { DeleteViewInput, deleteView } from '@/server/modules/admin/delete-view'
import { SaveViewInput, saveView } from '@/server/modules/admin/save-view'
import { SavedViewScopeInput } from '@/server/modules/admin/saved-view-scope'
import { procedureWith, router } from '../init'

const reading = procedureWith('orders.read')

const OneScope = z.object({ scope: SavedViewScopeInput })

/** Saved views of the order list and the reports. */
export const savedViewsRouter = router({
  list: reading.input(OneScope).query(async ({ input, ctx }) => {
    const views = await listSavedViews(getDb(), ctx.staff.id, input.scope)
    return views.map(({ ownerId, ...view }) => ({ ...view, isOwn: ownerId === ctx.staff.id }))
  }),

  /** Returns the default view's query for the user's role; null when there is no default. */
  opening: reading.input(OneScope).query(async ({ input, ctx }) => {
    const view = await findDefaultView(getDb(), ctx.staff.role, input.scope)
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
