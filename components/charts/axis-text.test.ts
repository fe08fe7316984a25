import { expect, test } from 'vitest'
import { axisText, toPlotValue } from './axis-text'

test('plots money in major units of its currency', () => {
  expect(toPlotValue(1250n, { unit: 'money', currency: 'EUR' })).toBe(12.5)
  expect(toPlotValue(1250n, { unit: 'money', currency: 'JPY' })).toBe(1250)
  expect(toPlotValue(1250n, { unit: 'money', currency: 'KWD' })).toBe(1.25)
  expect(toPlotValue(1250n, { unit: 'money' })).toBe(1250)
})

test('plots other numbers as they are, and leaves gaps for missing values', () => {
  expect(toPlotValue(0.25, { unit: 'percent' })).toBe(0.25)
  expect(toPlotValue(7n, { unit: 'count' })).toBe(7)
  expect(toPlotValue(null, { unit: 'count' })).toBeNull()
  expect(toPlotValue(undefined, { unit: 'count' })).toBeNull()
  expect(toPlotValue('text', { unit: 'text' })).toBeNull()
})

test('formats ticks compactly with their unit', () => {
  expect(axisText(1_234, { unit: 'count' }, 'en')).toBe('1.2K')
  expect(axisText(12_000, { unit: 'money', currency: 'EUR' }, 'en')).toBe('€12K')
  expect(axisText(12_000, { unit: 'money' }, 'en')).toBe('12K')
  expect(axisText(0.255, { unit: 'percent' }, 'en')).toBe('25.5%')
  expect(axisText(200, { unit: 'duration' }, 'en')).toBe('3 min 20 s')
})
