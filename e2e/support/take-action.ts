import type { Page } from '@playwright/test'
import {
  ACTION_SPECS,
  type ActionForm,
  type ActionSpec,
  isActionCode,
} from '../../domain/exception/action-table'
import type { ExceptionKind } from '../../domain/exception/exception-kinds'
import { EXCEPTION_KINDS } from '../../domain/exception/exception-kinds'
import { expect } from './portal-page'

/** Fills in what a form asks for. */
export type Fill = (page: Page) => Promise<unknown>

const textbox = (page: Page, name: string | RegExp) =>
  page.getByRole('textbox', typeof name === 'string' ? { name, exact: true } : { name })

const write =
  (name: string | RegExp, text: string): Fill =>
  (page) =>
    textbox(page, name).fill(text)

/** Chooses in a field that suggests while somebody types. */
async function pick(page: Page, field: string | RegExp, typed: string, option: RegExp | string) {
  const combobox = page.getByRole('combobox', { name: field }).first()
  await combobox.fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

/** How each form is filled in by somebody who knows the answer. */
const FILLS: Record<ActionForm, Fill> = {
  none: async () => {},
  reason: write('Why', 'Looked at and in order'),
  note: write('Note', 'What was found'),
  reference: write('Reference at the payment service or bank', 'BANK-1'),
  until: (page) => page.getByRole('button', { name: 'In 3 days' }).click(),
  message: write('Your message to the customer', 'Which street is it?'),
  payment_link: (page) => expect(textbox(page, /^Your message/)).toHaveValue(/You can pay here/),
  email: write('Email address', 'right@example.com'),
  address: async (page) => {
    await textbox(page, 'Street and house').fill('12 Analytical Way')
    await textbox(page, 'Postal code').fill('19901')
  },
  carrier: async (page) => {
    await page.getByRole('combobox', { name: 'Carrier' }).fill('DPD')
    await textbox(page, 'Tracking number').fill('D1')
  },
  customs: async (page) => {
    await textbox(page, 'Customs code').fill('610910')
    await pick(page, 'Country of origin', 'Portugal', 'Portugal')
  },
  product: (page) => pick(page, /^Send for/, 'SHIRT', /^SHIRT/),
  step_input: async () => {
    throw new Error('What is wrong with an input depends on the step.')
  },
  step_result: async (page) => {
    const result = { carrier: 'DPD', trackingNumber: 'D1', trackingUrl: '' }
    await textbox(page, /^Result of the step/).fill(JSON.stringify(result))
    await write('Why', 'Handed over in person')(page)
  },
}

/** Fills in the form of an action on the page of its exception, and sends it. */
export async function takeAction(
  page: Page,
  kind: ExceptionKind,
  code: string,
  fill?: Fill,
): Promise<void> {
  if (code === 'escalate') return tellOthers(page, 'Escalate', 'What should they know?')
  if (!isActionCode(code)) throw new Error(`Nothing takes the action ${code}.`)
  const spec: ActionSpec = ACTION_SPECS[code]
  const label = labelOf(kind, code)
  const ways = page.getByRole('group', { name: 'Ways to settle it' })
  await ways.getByRole('button', { name: label, exact: true }).click()
  const form = page.getByRole('form', { name: label, exact: true })
  await (fill ?? FILLS[spec.form])(page)
  const press = spec.press ?? label
  await form.getByRole('button', { name: press, exact: true }).click()
  if (spec.isFinal) await form.getByRole('button', { name: `Yes: ${press.toLowerCase()}` }).click()
}

/** Those of the catalog, and those that every exception in the hands of the engineers has. */
function labelOf(kind: ExceptionKind, code: string): string {
  const action = EXCEPTION_KINDS[kind].actions.find((one) => one.code === code)
  const labels: Partial<Record<string, string>> = {
    redrive: 'Redrive',
    edit_input: 'Edit the input',
    resolve_by_hand: 'Resolve by hand',
  }
  const label = action?.label ?? labels[code]
  if (!label) throw new Error(`The kind ${kind} has no action ${code}.`)
  return label
}

/** Gives an exception into other hands, with a note. */
export async function tellOthers(page: Page, verb: string, field: string): Promise<void> {
  await page.getByRole('button', { name: `${verb} …`, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: field }).fill('Please look')
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await expect(dialog).toBeHidden()
}
