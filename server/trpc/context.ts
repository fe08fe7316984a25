import type { Staff } from '../auth'
import { currentStaff } from '../auth'
import { requestIdOf } from '../request-id'

/** What every procedure knows about its call. `staff` is undefined when nobody is signed in. */
export type Context = { staff: Staff | undefined; requestId: string; headers: Headers }

/** Reads the session of the request being answered, of a page or of a route. */
export async function createContext(headers: Headers): Promise<Context> {
  return { staff: await currentStaff(), requestId: requestIdOf(headers), headers }
}
