import type { Instrumentation } from 'next'

/** Runs once when a server process starts, before it serves requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startApp } = await import('./server/start-app')
  startApp()
}

/** Logs an uncaught error of a page or route with its request. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logRequestError } = await import('./server/start-app')
  const requestId = request.headers['x-request-id']
  logRequestError(error, {
    requestId: typeof requestId === 'string' ? requestId : undefined,
    method: request.method,
    route: context.routePath,
    source: context.routeType,
  })
}
