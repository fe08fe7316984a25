import { waitUntil } from '@vercel/functions'
import type { NextApiRequest, NextApiResponse } from 'next'
import { answerWebhook } from '@/server/api/answer-webhook'
import { saveRejected } from '@/server/modules/intake/count-rejected'
import { flushSoon } from '@/server/pipeline/upkeep/flush-outbox'

// Disabled because the signature covers the raw bytes.
export const config = { api: { bodyParser: false } }

/**
 * Receives the storefronts' webhooks. A pages router API route because a route handler takes twice
 * as long per call, mostly for converting to web request and response objects.
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
