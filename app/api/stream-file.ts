import { personActor } from '@/domain/staff/actor'
import type { Staff } from '@/server/auth'
import { currentStaff } from '@/server/auth'
import { AppError } from '@/server/errors'
import { CONTENT_TYPES, type ExportFormat } from '@/server/modules/reports/file-pieces'
import { REQUEST_ID_HEADER, requestIdOf } from '@/server/request-id'
import type { CommandContext } from '@/server/unit-of-work'

type Pieces = AsyncGenerator<Uint8Array<ArrayBuffer> | string, void, void>
type File = {
  name: string
  format: ExportFormat
  write: (context: CommandContext) => Promise<Pieces>
}

/**
 * Answers a download for whoever is signed in, streamed while it is written. `fileOf` reads the
 * request; undefined: it asks for nothing that there is.
 */
export async function streamFile(
  request: Request,
  fileOf: (staff: Staff) => File | undefined | Promise<File | undefined>,
): Promise<Response> {
  const staff = await currentStaff()
  if (!staff) return refuse(401, 'Sign in again.')
  const file = await fileOf(staff)
  if (!file) return refuse(400, 'There is no such file.')
  const requestId = requestIdOf(request.headers)
  try {
    const pieces = await file.write({ actor: personActor(staff), requestId })
    const day = new Date().toISOString().slice(0, 10)
    return new Response(streamOf(pieces), {
      headers: {
        'Content-Type': CONTENT_TYPES[file.format],
        'Content-Disposition': `attachment; filename="${file.name}-${day}.${file.format}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        [REQUEST_ID_HEADER]: requestId,
      },
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return refuse(403, error.message)
    throw error
  }
}

/** Reads the next piece when the browser is ready for it; one that goes away ends the reading. */
function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    cancel: async () => {
      await pieces.return()
    },
  })
}

/** Query parameters that hold JSON; undefined for anything else. */
export function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** Why there is no file, as JSON. */
export const refuse = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { 'Cache-Control': 'no-store' } })
