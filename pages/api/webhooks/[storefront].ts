import { waitUntil } from '@vercel/functions'
import type { NextApiRequest, NextApiResponse } from 'next'
import { answerWebhook } from '@/server/api/answer-webhook'
import { saveRejected } from '@/server/modules/intake/count-rejected'
import { flushSoon } from '@/server/pipeline/upkeep/flush-outbox'

// A signature is over the bytes as they came.
export const config = { api: { bodyParser: false } }

/**
 * Where storefronts deliver. It is an API route of the pages router, because a route handler takes
 * twice the time for a call, most of it for making a web request and a web response of it.
 */
export default async function webhook(
  request: NextApiRequest,
  response: NextApiResponse,
): Promise<void> {
  const { status, headers, body, hasEvents } = await answerWebhook(
    request,
    String(request.query.storefront),
  )
  response.writeHead(status, headers).end(body)
  if (hasEvents) waitUntil(flushSoon())
  if (status === 401) waitUntil(saveRejected())
}
