import { z } from 'zod'
import { getDb } from '@/db/client'
import { listColleagues, listStaff } from '@/db/queries/settings/staff'
import { AddStaffInput, ChangeStaffInput, SetPasswordInput } from '@/domain/staff/staff-inputs'
import { addStaff } from '@/server/modules/staff/add-staff'
import { changeStaff } from '@/server/modules/staff/change-staff'
import { setPassword } from '@/server/modules/staff/set-password'
import { signOutEverywhere } from '@/server/modules/staff/sign-out-everywhere'
import { procedureWith, router } from '../init'

const manage = procedureWith('staff.manage')

/** Staff members. */
export const staffRouter = router({
  /** Names only, for every role. */
  colleagues: procedureWith('orders.read').query(() => listColleagues(getDb())),

  /** The staff list with access and last sign-in. */
  list: manage.query(() => listStaff(getDb())),

  add: manage.input(AddStaffInput).mutation(({ input, ctx }) => addStaff(input, ctx.command)),

  change: manage
    .input(ChangeStaffInput)
    .mutation(({ input, ctx }) => changeStaff(input, ctx.command)),

  setPassword: manage
    .input(SetPasswordInput)
    .mutation(({ input, ctx }) => setPassword(input, ctx.command)),

  signOutEverywhere: manage
    .input(z.object({ staffId: z.uuid() }))
    .mutation(({ input, ctx }) => signOutEverywhere(input.staffId, ctx.command)),
})
