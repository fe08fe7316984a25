import type { Staff } from '../auth'
import { currentStaff } from '../auth'
import { requestIdOf } from '../request-id'

/** The context of every procedure. `staff` is undefined when no one is signed in. */
export type Context = { staff: Staff | undefined; requestId: string; headers: Headers }

/** Creates the context from the session of the current request. */
export async function createContext(headers: Headers): Promise<Context> {
  return { staff: await currentStaff(), requestId: requestIdOf(headers), headers }
}
