export type ParsedMail = {
  from: string
  to: string
  subject: string
  messageId: string
  text: string
  html: string
}

type Part = { headers: Map<string, string>; body: Buffer }

/** Parses the headers, plain text and HTML of an email (RFC 5322, MIME) that the mailbox shows. */
export function parseMail(raw: Buffer): ParsedMail {
  const top = splitPart(raw)
  const leaves = flatten(top)
  const textOf = (type: string) => {
    const part = leaves.find((leaf) => contentType(leaf).startsWith(type))
    return part ? decodeBody(part) : ''
  }
  const header = (name: string) => decodeWords(top.headers.get(name) ?? '')
  return {
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    messageId: top.headers.get('message-id') ?? '',
    text: textOf('text/plain'),
    html: textOf('text/html'),
  }
}

function splitPart(raw: Buffer): Part {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString('utf8')
  const headers = new Map<string, string>()
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: end < 0 ? Buffer.alloc(0) : raw.subarray(end + 4) }
}

function contentType(part: Part): string {
  return part.headers.get('content-type') ?? 'text/plain'
}

function flatten(part: Part): Part[] {
  const type = contentType(part)
  if (!type.startsWith('multipart/')) return [part]
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!boundary) return []
  return part.body
    .toString('latin1')
    .split(new RegExp(`(?:^|\\r\\n)--${escapeRegExp(boundary)}(?:--)?[ \\t]*(?:\\r\\n|$)`))
    .slice(1)
    .filter((piece) => piece.trim() !== '')
    .flatMap((piece) => flatten(splitPart(Buffer.from(piece, 'latin1'))))
}

function decodeBody(part: Part): string {
  const encoding = (part.headers.get('content-transfer-encoding') ?? '7bit').toLowerCase()
  if (encoding === 'base64') return Buffer.from(part.body.toString('latin1'), 'base64').toString()
  if (encoding !== 'quoted-printable') return part.body.toString('utf8')
  return unquote(part.body.toString('latin1').replace(/=\r\n/g, '')).toString('utf8')
}

function unquote(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}

/** Decodes RFC 2047 encoded words. Adjacent words can split a multibyte character. */
function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) => {
      const words = [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)]
      const bytes = words.map(([, kind = 'q', word = '']) =>
        kind.toLowerCase() === 'b'
          ? Buffer.from(word, 'base64')
          : unquote(word.replaceAll('_', ' ')),
      )
      return Buffer.concat(bytes).toString('utf8')
    })
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
