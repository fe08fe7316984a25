import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestSandbox, type TestSandbox } from '@/test/support/sandbox'
import { type Mail, sendMail } from './mail'

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

const mail = (change: Partial<Mail> = {}): Mail => ({
  to: 'ana@example.com',
  subject: 'Ihre Bestellung #1001 – ご注文の確認',
  text: 'Gesamt: 12,30 €\nשלום',
  html: '<p>Gesamt: <b>12,30 €</b> שלום</p>',
  messageId: 'order:42:notify',
  ...change,
})

async function readMailbox(): Promise<Record<string, unknown>[]> {
  return (await fetch(`${sandbox.url}/mailbox`)).json()
}

describe('an email', () => {
  test('keeps every character, and a retry is the same email', async () => {
    const first = await sendMail(sandbox.smtpUrl, mail())
    expect(first).toMatchObject({ outcome: 'ok' })
    expect(await sendMail(sandbox.smtpUrl, mail())).toEqual(first)
    const stored = await readMailbox()
    expect(stored).toHaveLength(1)
    expect(stored[0]).toMatchObject({
      from: 'orders@127.0.0.1',
      to: 'ana@example.com',
      subject: 'Ihre Bestellung #1001 – ご注文の確認',
      text: expect.stringContaining('Gesamt: 12,30 €\r\nשלום'),
      html: expect.stringContaining('<b>12,30 €</b> שלום'),
      times: 2,
    })
    sandbox = await sandbox.restart()
    expect(await readMailbox()).toEqual(stored)
    const page = await fetch(`${sandbox.url}/mailbox`, { headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('ご注文の確認')
  })

  test('uses the sender of the URL', async () => {
    const url = `${sandbox.smtpUrl}/?from=${encodeURIComponent('The Shop <shop@example.org>')}`
    const result = await sendMail(url, mail({ messageId: 'named' }))
    expect(result).toMatchObject({
      outcome: 'ok',
      value: { messageId: expect.stringMatching(/^<[0-9a-f]{40}@example\.org>$/) },
    })
    expect((await readMailbox())[0]).toMatchObject({ from: 'The Shop <shop@example.org>' })
  })
})

describe('failures', () => {
  test('a bounce is refused, and its message omits the address', async () => {
    expect(await sendMail(sandbox.smtpUrl, mail({ to: 'bounce+9@example.com' }))).toEqual({
      outcome: 'refused',
      code: '550',
      message: '550 5.1.1 <address> does not exist',
    })
  })

  test('an invalid address is refused', async () => {
    expect(await sendMail(sandbox.smtpUrl, mail({ to: 'nobody' }))).toMatchObject({
      outcome: 'refused',
    })
  })

  test('a busy mailbox accepts the third attempt', async () => {
    const busy = mail({ to: 'busy+1@example.com', messageId: 'busy' })
    expect(await sendMail(sandbox.smtpUrl, busy)).toMatchObject({ outcome: 'unavailable' })
    expect(await sendMail(sandbox.smtpUrl, busy)).toMatchObject({ outcome: 'unavailable' })
    expect(await sendMail(sandbox.smtpUrl, busy)).toMatchObject({ outcome: 'ok' })
  })

  test('no server', async () => {
    const stopped = await startTestSandbox()
    await stopped.stop()
    expect(await sendMail(stopped.smtpUrl, mail())).toMatchObject({ outcome: 'unavailable' })
    expect(await sendMail('smtp://mail.invalid', mail())).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('a server that closes the connection after the message', async () => {
    const server = createServer(hangUpAfterData)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    expect(await sendMail(`smtp://127.0.0.1:${port}`, mail())).toMatchObject({
      outcome: 'unknown',
    })
    server.close()
  })
})

/** Speaks SMTP up to the end of the message data, then closes the connection. */
function hangUpAfterData(socket: Socket): void {
  let isData = false
  socket.write('220 here\r\n')
  socket.on('data', (chunk) => {
    const text = chunk.toString()
    if (isData && text.includes('\r\n.\r\n')) return socket.destroy()
    if (isData) return
    isData = text.startsWith('DATA')
    socket.write(isData ? '354 go on\r\n' : '250 fine\r\n')
  })
}
