import { expect, test } from 'vitest'
import { fillIn, wordingOf } from './document-labels'
import { WORD_TABLE } from './word-table'

const ENGLISH = wordingOf('en').words

test.each(Object.keys(WORD_TABLE))(
  '%s has every word, with the same places to fill in',
  (language) => {
    const { words } = wordingOf(language)
    const cells = WORD_TABLE[language]?.split(/[|\n]/) ?? []
    expect(cells).toHaveLength(Object.keys(ENGLISH).length)
    const places = (text: string) => (text.match(/\{\d\}/g) ?? []).toSorted()
    for (const [word, text] of Object.entries(words)) {
      expect(text, word).not.toBe('')
      expect(places(text), word).toEqual(places(ENGLISH[word as keyof typeof ENGLISH]))
    }
  },
)

test.each([
  ['de-AT', 'de', 'ltr'],
  ['zh-TW', 'zh-Hant', 'ltr'],
  ['zh-CN', 'zh-Hans', 'ltr'],
  ['ar-KW', 'ar', 'rtl'],
  ['he-IL', 'he', 'rtl'],
  ['ka-GE', 'en', 'ltr'],
])('%s reads %s, %s', (locale, language, direction) => {
  expect(wordingOf(locale)).toMatchObject({ language, direction })
})

test('a name stands where the language puts it', () => {
  expect(fillIn(wordingOf('ja-JP').words.paidBy, 'Visa')).toBe('Visaでお支払い')
  expect(fillIn(ENGLISH.endingIn, 'visa', '4242')).toBe('visa ending in 4242')
})
