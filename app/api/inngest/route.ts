import { serve } from 'inngest/next'
import { NextRequest } from 'next/server'
import { inngest } from '@/server/pipeline/client'
import { functions } from '@/server/pipeline/functions'
import { declaredSize, readCapped } from '@/server/pipeline/read-capped'

export const dynamic = 'force-dynamic'

/** Engines send a run's state, limited to 4 MB, with every step. */
const MAX_BODY_BYTES = 4_500_000

// If a signing key is set, every request to execute or inspect a function must be signed with it,
// even from localhost.
const handlers = serve({ client: inngest, functions })

type Handler = typeof handlers.POST

function withBodyLimit(handler: Handler): Handler {
  return async (request, context) => {
    const size = declaredSize(request)
    if (size !== undefined && size > MAX_BODY_BYTES) return tooLarge()
    if (size !== undefined) return handler(request, context)
    const body = await readCapped(request, MAX_BODY_BYTES)
    if (body === undefined) return tooLarge()
    const { url, method, headers } = request
    return handler(new NextRequest(url, { method, headers, body }), context)
  }
}

const tooLarge = () => Response.json({ message: 'Too large' }, { status: 413 })

export const GET = handlers.GET
export const POST = withBodyLimit(handlers.POST)
export const PUT = withBodyLimit(handlers.PUT)
