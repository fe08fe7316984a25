import { signOutEverywhere } from '@/server/modules/staff/sign-out-everywhere'
import { procedure, router } from '../init'

/** The signed-in user's account. */
export const accountRouter = router({
  signOutEverywhere: procedure.mutation(({ ctx }) => signOutEverywhere(ctx.staff.id, ctx.command)),
})
