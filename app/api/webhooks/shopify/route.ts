import { after } from 'next/server'
import { saveRejected } from '@/server/commands/deliveries/count-rejected'
import { flushSoon } from '@/server/pipeline/flush-outbox'
import { refuseMethod } from '../refuse-method'
import { answerWebhook } from './answer-webhook'

// A fixed path: telling platforms by a parameter of the route costs a webhook a twentieth more.
export async function POST(request: Request): Promise<Response> {
  const { response, hasEvents } = await answerWebhook(request)
  if (hasEvents) after(() => flushSoon())
  if (response.status === 401) after(() => saveRejected())
  return response
}

export {
  refuseMethod as DELETE,
  refuseMethod as GET,
  refuseMethod as HEAD,
  refuseMethod as OPTIONS,
  refuseMethod as PATCH,
  refuseMethod as PUT,
}
