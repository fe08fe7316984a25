import { after } from 'next/server'
import { saveRejected } from '@/server/commands/deliveries/count-rejected'
import { flushSoon } from '@/server/pipeline/flush-outbox'
import { answerWebhook } from './answer-webhook'

type Context = { params: Promise<{ storefront: string }> }

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { storefront } = await params
  const { response, hasEvents } = await answerWebhook(request, storefront)
  if (hasEvents) after(() => flushSoon())
  if (response.status === 401) after(() => saveRejected())
  return response
}

function refuseMethod(): Response {
  const body = { error: 'A webhook is delivered by POST.' }
  return Response.json(body, { status: 405, headers: { allow: 'POST' } })
}

export {
  refuseMethod as DELETE,
  refuseMethod as GET,
  refuseMethod as HEAD,
  refuseMethod as OPTIONS,
  refuseMethod as PATCH,
  refuseMethod as PUT,
}
