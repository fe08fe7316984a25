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

async function mailbox(): Promise<Record<string, unknown>[]> {
  return (await fetch(`${sandbox.url}/mailbox`)).json()
}

describe('a message', () => {
  test('arrives with every letter, and again is the same message', async () => {
    const first = await sendMail(sandbox.smtpUrl, mail())
    expect(first).toMatchObject({ outcome: 'ok' })
    expect(await sendMail(sandbox.smtpUrl, mail())).toEqual(first)
    const kept = await mailbox()
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({
      from: 'orders@127.0.0.1',
      to: 'ana@example.com',
      subject: 'Ihre Bestellung #1001 – ご注文の確認',
      text: expect.stringContaining('Gesamt: 12,30 €\r\nשלום'),
      html: expect.stringContaining('<b>12,30 €</b> שלום'),
      times: 2,
    })
    sandbox = await sandbox.restart()
    expect(await mailbox()).toEqual(kept)
    const page = await fetch(`${sandbox.url}/mailbox`, { headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('ご注文の確認')
  })

  test('comes from whom the URL names', async () => {
    const url = `${sandbox.smtpUrl}/?from=${encodeURIComponent('The Shop <shop@example.org>')}`
    const answer = await sendMail(url, mail({ messageId: 'named' }))
    expect(answer).toMatchObject({
      outcome: 'ok',
      value: { messageId: expect.stringMatching(/^<[0-9a-f]{40}@example\.org>$/) },
    })
    expect((await mailbox())[0]).toMatchObject({ from: 'The Shop <shop@example.org>' })
  })
})

describe('trouble', () => {
  test('a bounce is refused, without the address in its message', async () => {
    expect(await sendMail(sandbox.smtpUrl, mail({ to: 'bounce+9@example.com' }))).toEqual({
      outcome: 'refused',
      code: '550',
      message: '550 5.1.1 <address> does not exist',
    })
  })

  test('an address that is none never leaves', async () => {
    expect(await sendMail(sandbox.smtpUrl, mail({ to: 'nobody' }))).toMatchObject({
      outcome: 'refused',
    })
  })

  test('a busy mailbox takes it the third time', async () => {
    const busy = mail({ to: 'busy+1@example.com', messageId: 'busy' })
    expect(await sendMail(sandbox.smtpUrl, busy)).toMatchObject({ outcome: 'unavailable' })
    expect(await sendMail(sandbox.smtpUrl, busy)).toMatchObject({ outcome: 'unavailable' })
    expect(await sendMail(sandbox.smtpUrl, busy)).toMatchObject({ outcome: 'ok' })
  })

  test('nobody there', async () => {
    const gone = await startTestSandbox()
    await gone.stop()
    expect(await sendMail(gone.smtpUrl, mail())).toMatchObject({ outcome: 'unavailable' })
    expect(await sendMail('smtp://mail.invalid', mail())).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('a server that hangs up after the message', async () => {
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

/** Speaks SMTP up to the end of the message's data, then is gone. */
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
