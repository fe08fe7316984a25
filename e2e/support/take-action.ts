import type { Page } from '@playwright/test'
import type { ActionForm, ExceptionAction } from '../../domain/exception/action'
import { EXCEPTION_ACTIONS, isActionCode } from '../../domain/exception/exception-actions'
import type { ExceptionKind } from '../../domain/exception/exception-kinds'
import { EXCEPTION_KINDS } from '../../domain/exception/exception-kinds'
import { expect } from './portal-page'

/** Fills in the fields of an action's form. */
export type Fill = (page: Page) => Promise<unknown>

const textbox = (page: Page, name: string | RegExp) =>
  page.getByRole('textbox', typeof name === 'string' ? { name, exact: true } : { name })

const write =
  (name: string | RegExp, text: string): Fill =>
  (page) =>
    textbox(page, name).fill(text)

/** Types into a combobox and selects an option. */
async function pick(page: Page, field: string | RegExp, typed: string, option: RegExp | string) {
  const combobox = page.getByRole('combobox', { name: field }).first()
  await combobox.fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

/** Valid input for each form. */
const FILLS: Record<ActionForm, Fill> = {
  none: async () => {},
  reason: write('Reason', 'Reviewed and correct'),
  note: write('Note', 'Investigation result'),
  reference: write('Payment or bank reference', 'BANK-1'),
  until: (page) => page.getByRole('button', { name: 'In 3 days' }).click(),
  message: write('Message to customer', 'Which street is it?'),
  payment_link: (page) =>
    expect(textbox(page, 'Message to customer')).toHaveValue(/You can pay with/),
  email: write('Email address', 'right@example.com'),
  address: async (page) => {
    await textbox(page, 'Street address').fill('12 Analytical Way')
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
  product: (page) => pick(page, /^Product for/, 'SHIRT', /^SHIRT/),
  step_input: async () => {
    throw new Error('The correct input depends on the step: pass `fill`.')
  },
  step_result: async (page) => {
    const result = { carrier: 'DPD', trackingNumber: 'D1', trackingUrl: '' }
    await textbox(page, /^Step result/).fill(JSON.stringify(result))
    await write('Reason', 'Handed over in person')(page)
  },
}

/** Fills in the form of an action on its exception page, and submits it. */
export async function takeAction(
  page: Page,
  kind: ExceptionKind,
  code: string,
  fill?: Fill,
): Promise<void> {
  if (code === 'escalate') return submitNote(page, 'Escalate', 'Note for engineering')
  if (!isActionCode(code)) throw new Error(`Unknown action ${code}.`)
  const action: ExceptionAction = EXCEPTION_ACTIONS[code]
  const offered = EXCEPTION_KINDS[kind].actions.find((candidate) => candidate.code === code)
  const label = offered?.label ?? action.label
  const actions = page.getByRole('group', { name: 'Actions', exact: true })
  await actions.getByRole('button', { name: label, exact: true }).click()
  const form = page.getByRole('form', { name: label, exact: true })
  await (fill ?? FILLS[action.form])(page)
  const submitLabel = action.submitLabel ?? label
  await form.getByRole('button', { name: submitLabel, exact: true }).click()
  if (!action.isFinal) return
  await expect(form.getByText("This can't be undone.")).toBeVisible()
  await form.getByRole('button', { name: submitLabel, exact: true }).click()
}

/** Escalates an exception or returns it to staff, with a note. */
export async function submitNote(page: Page, verb: string, field: string): Promise<void> {
  await page.getByRole('button', { name: `${verb}…`, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: field }).fill('Please look')
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await expect(dialog).toBeHidden()
}
