import { expect, test } from 'vitest'
import { fillIn, labelsFor } from './document-labels'
import { LABEL_TABLE } from './label-table'

const ENGLISH = labelsFor('en').labels

test.each(Object.keys(LABEL_TABLE))(
  '%s has every label, with the same placeholders',
  (language) => {
    const { labels } = labelsFor(language)
    const cells = LABEL_TABLE[language]?.split(/[|\n]/) ?? []
    expect(cells).toHaveLength(Object.keys(ENGLISH).length)
    const places = (text: string) => (text.match(/\{\d\}/g) ?? []).toSorted()
    for (const [word, text] of Object.entries(labels)) {
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
  expect(labelsFor(locale)).toMatchObject({ language, direction })
})

test('the payment name is inserted where the language places it', () => {
  expect(fillIn(labelsFor('ja-JP').labels.paidBy, 'Visa')).toBe('Visaでお支払い')
  expect(fillIn(ENGLISH.endingIn, 'visa', '4242')).toBe('visa ending in 4242')
})
