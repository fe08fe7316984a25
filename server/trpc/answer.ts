import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { logger, withRequestId } from '../log'
import { REQUEST_ID_HEADER, requestIdOf } from '../request-id'
import type { Context } from './context'
import { appRouter } from './router'

/** Maximum calls per batched request; the browser's link uses the same number. */
const MAX_CALLS = 10

/** Returns the response to a tRPC request whose body is read and whose origin is checked. */
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
      // Errors inside a procedure are logged there; this logs errors before one runs.
      onError: ({ ctx, error }) => {
        if (!ctx && error.code === 'INTERNAL_SERVER_ERROR')
          logger('trpc').error({ err: error.cause ?? error }, 'no context')
      },
    }),
  )
}
