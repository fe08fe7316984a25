import { readdirSync, readFileSync } from 'node:fs'
import emojiRegex from 'emoji-regex'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { sharedFixtures } from '@/test/support/shared-fixtures'
import { cleanNote, cleanText } from './clean-text'

describe('emoji', () => {
  it.each([
    ['family', 'Anna 👩‍👩‍👧‍👦 Smith', 'Anna Smith'],
    ['heart with presentation', 'Love ❤️', 'Love'],
    ['keycaps', '1️⃣2️⃣ Main Street 5', 'Main Street 5'],
    ['flags', '🇩🇪Berlin🇩🇪', 'Berlin'],
    ['regional flag', 'Edinburgh 🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'Edinburgh'],
    ['skin tone', 'Ok 👍🏽 then', 'Ok then'],
    ['skin tone on a symbol', '☝🏽 here', 'here'],
    ['minimally qualified', '🕵‍♂ Bond', 'Bond'],
    ['joined but not recommended', 'x 👨‍❤ y', 'x y'],
    ['lone flag letter', 'A🇦B', 'AB'],
    ['lone skin tone', 'A🏽B', 'AB'],
    ['cut in half', 'Anna \ud83d', 'Anna '],
    ['cut after the joiner', 'Anna 👨‍', 'Anna'],
    ['emoji inside a word', 'Mül🎉ler', 'Müller'],
    ['several with blanks', 'a 🎉 🎉b', 'a b'],
    ['copyright as emoji', 'ACME ©️', 'ACME'],
    ['squared letters', '🅰🅱 Ltd', 'Ltd'],
  ])('removes %s', (_, raw, text) => {
    expect(cleanText(raw)).toEqual({ text, wasOnlyEmoji: false })
  })

  it.each([
    ['signs', 'ACME © 2024 ™ ®, № 7, #5, *'],
    ['symbols with text presentation by default', '☎ 030 1234, ♀, ✂, ℹ, ‼, ㊗'],
    ['a symbol with a text variation selector', '☎\uFE0E 030'],
    ['Persian with non-joiner', 'خیابان می‌خواهم'],
    ['Arabic abbreviation with joiner', '١٤٤٥ ه‍'],
    ['Sinhala with joiner', 'ශ්‍රී ලංකා'],
    ['Hindi half form', 'क्‍ष'],
    ['direction marks', '\u200fطنطا\u200e'],
    ['Mongolian with variation selector', 'ᠤᠯᠠᠭᠠᠨ᠋'],
    ['kanji with variation selector', '葛\u{E0100}飾区'],
    ['repeated spaces', ' Anna  Maria '],
  ])('keeps %s', (_, raw) => {
    expect(cleanText(raw)).toEqual({ text: raw, wasOnlyEmoji: false })
  })

  it('keeps a digit that only asks for emoji presentation', () => {
    expect(cleanText('Haus 1\uFE0F').text).toBe('Haus 1')
  })

  it('distinguishes a field of only emoji from an empty one', () => {
    expect(cleanText(' 🎉🎉 \n 👩‍🚀')).toEqual({ text: '', wasOnlyEmoji: true })
    expect(cleanText('\u200e🎉\u200e')).toEqual({ text: '', wasOnlyEmoji: true })
    expect(cleanText('')).toEqual({ text: '', wasOnlyEmoji: false })
    expect(cleanText('\0')).toEqual({ text: '', wasOnlyEmoji: false })
  })
})

describe('control characters and lines', () => {
  it('returns a single line', () => {
    expect(cleanText('Anna\tMaria\r\n  Smith\n').text).toBe('Anna Maria Smith')
  })

  it('keeps the lines of a note', () => {
    expect(cleanNote('Ring twice 🔔\r\nthen\tknock\u2028Thanks\0').text).toBe(
      'Ring twice\nthen\tknock\nThanks',
    )
  })

  it('removes NUL, escapes, byte order marks and unpaired surrogates', () => {
    expect(cleanText('\uFEFFA\0\u001b\u0085B\ud83d\0\ude00C\uffff').text).toBe('A BC')
  })

  it('leaves no space before punctuation after an emoji', () => {
    expect(cleanText('torn 😢, but dry 😀. Thanks 🎉!').text).toBe('torn, but dry. Thanks!')
    expect(cleanText('très bien 😀 !').text).toBe('très bien !')
    expect(cleanText('😀, hello').text).toBe(', hello')
  })

  it('composes to NFC', () => {
    expect(cleanText('Mu\u0308nchen').text).toBe('M\u00fcnchen')
    expect(cleanText('e🎉\u0301').text).toBe('\u00e9')
  })
})

const FRAGMENTS =
  '😀 👩‍👩‍👧 ❤️ ❤ ☎ © ©️ ™ 1️⃣ 1 # 🇩🇪 🇩 🏽 ☝🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ♂ ♀️ 🅰 ㊗ é ß Ж ا ه ن ක් ක ක 漢 あ ก 한 \u{1F468}'.split(
    ' ',
  )
const GLUE = ['\u200d', '\u200c', '\ufe0f', '\ufe0e', '\u20e3', '\u{E0067}', '\u{E007F}']
const MARKS = ['\u0301\u0323'.repeat(40), 'a\u0323'.repeat(3), '\u0344'.repeat(14), '\u034f']
const RUBBISH = ['\0', '\ud83d', '\ude00', '\u0301', '\r\n', '\n', '\t', ' ', '\u00a0', '\u2028']

const messyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...FRAGMENTS),
      fc.constantFrom(...GLUE),
      fc.constantFrom(...RUBBISH),
      fc.constantFrom(...MARKS),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''))

const runs = { numRuns: 10_000 }

/** Finds emoji with the data of another project, except symbols with text presentation by default. */
function emojiIn(text: string): string[] {
  return (text.match(emojiRegex()) ?? []).filter(
    (found) => found.length > 1 || /^\p{Emoji_Presentation}$/u.test(found),
  )
}

describe('any text', () => {
  test.each([cleanText, cleanNote])('is the same when cleaned twice (%o)', (clean) => {
    fc.assert(
      fc.property(messyText, (raw) => {
        const once = clean(raw).text
        expect(clean(once).text).toBe(once)
      }),
      runs,
    )
  })

  test('has no emoji, unpaired surrogates or control characters left', () => {
    fc.assert(
      fc.property(messyText, (raw) => {
        const { text } = cleanText(raw)
        expect(emojiIn(text)).toEqual([])
        expect(text.isWellFormed()).toBe(true)
        expect(text).toBe(text.normalize('NFC'))
        expect(text).not.toMatch(/\p{Cc}|\ufe0f/u)
      }),
      runs,
    )
  })

  test('keeps every letter of every script', () => {
    const letters = (text: string) => text.normalize('NFD').match(/\p{L}/gu)?.join('')
    fc.assert(
      fc.property(messyText, (raw) => {
        expect(letters(cleanText(raw).text)).toBe(letters(raw))
      }),
      runs,
    )
  })

  test('is unchanged when it contains only letters, digits and spaces', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => /^[\p{L}\p{M}\d ]*$/u.test(text))
    fc.assert(
      fc.property(plain, (raw) => {
        expect(cleanText(raw).text).toBe(raw.normalize('NFC'))
      }),
      runs,
    )
  })

  test('handles a run of a million marks', () => {
    const note = `a${'\u0301\u0323'.repeat(1_000_000)}`
    expect(cleanNote(note).text.replaceAll('\u034f', '')).toHaveLength(note.length - 1)
    expect(cleanText(`🎉${note}🎉`).text).toBe(cleanNote(note).text)
  })

  test('takes linear time however it is built', () => {
    for (const piece of [' ', '🎉 ', '❤\u200d', '1\u20e3', '\u200d', '\n ', '🏽\u{E0067}']) {
      const started = performance.now()
      cleanText(piece.repeat(100_000))
      expect(performance.now() - started).toBeLessThan(10_000)
    }
  })
})

const EMOJI = sharedFixtures("Unicode's emoji-test.txt", 'text/emoji-test.txt')
const ADDRESSES = sharedFixtures("OpenCage's addresses", 'addresses/opencage')

describe.runIf(EMOJI.exists && ADDRESSES.exists)('public material', () => {
  test("every fully-qualified sequence of Unicode's emoji-test.txt disappears", () => {
    const lines = readFileSync(EMOJI.path, 'utf8').split('\n')
    const sequences = lines.flatMap((line) => {
      const [, points] = /^([0-9A-F ]+);\s*(?:fully|minimally)-qualified/.exec(line) ?? []
      return points ? [points.trim().split(' ')] : []
    })
    expect(sequences.length).toBeGreaterThan(4_000)
    for (const points of sequences) {
      const emoji = String.fromCodePoint(...points.map((point) => Number.parseInt(point, 16)))
      expect(cleanText(emoji)).toEqual({ text: '', wasOnlyEmoji: true })
      expect(cleanText(`Ö ${emoji} ه${emoji}1`).text).toBe('Ö ه1')
    }
  })

  test('the addresses of the world stay letter for letter', () => {
    const folder = ADDRESSES.path
    const lines = readdirSync(folder).flatMap((file) =>
      readFileSync(`${folder}/${file}`, 'utf8').split('\n'),
    )
    expect(lines.length).toBeGreaterThan(4_000)
    for (const line of lines) {
      expect(cleanText(line).text).toBe(line.normalize('NFC'))
      const value = line.replace(/^\s*(\w+:)?\s*/, '')
      expect(cleanText(value)).toEqual({ text: value.normalize('NFC'), wasOnlyEmoji: false })
    }
  })
})
