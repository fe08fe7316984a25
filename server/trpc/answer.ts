import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { logger, withRequestId } from '../log'
import { REQUEST_ID_HEADER, requestIdOf } from '../request-id'
import type { Context } from './context'
import { appRouter } from './router'

/** Calls in one request; the browser's link keeps to the same number. */
const MAX_CALLS = 10

/** Answers a tRPC request of which the body is read and the origin is checked. */
export function answerTrpc(
  request: Request,
  createContext: (headers: Headers) => Promise<Context>,
): Promise<Response> {
  const requestId = requestIdOf(request.headers)
  const headers = new Headers(request.headers)
  headers.set(REQUEST_ID_HEADER, requestId)
  return withRequestId(requestId, () =>
    fetchRequestHandler({
      endpoint: '/api/trpc',
      req: request,
      router: appRouter,
      maxBatchSize: MAX_CALLS,
      createContext: () => createContext(headers),
      responseMeta: () => ({
        headers: new Headers({ 'Cache-Control': 'no-store', [REQUEST_ID_HEADER]: requestId }),
      }),
      // What fails inside of a procedure is logged there; here, what fails before one runs.
      onError: ({ ctx, error }) => {
        if (!ctx && error.code === 'INTERNAL_SERVER_ERROR')
          logger('trpc').error({ err: error.cause ?? error }, 'no context')
      },
    }),
  )
}
