import { procedure, router } from '../init'

/** The signed-in person's own things. */
export const accountRouter = router({
  me: procedure.query(({ ctx: { staff } }) => ({
    id: staff.id,
    name: staff.name,
    email: staff.email,
    role: staff.role,
  })),
})
