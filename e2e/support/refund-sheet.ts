import type { Locator, Page } from '@playwright/test'
import { expect } from './portal-page'

/** Opens the refund sheet on the page of an order. */
export async function openRefundSheet(page: Page, orderId: string): Promise<Locator> {
  await page.goto(`/orders/${orderId}`)
  const sheet = page.getByRole('dialog', { name: /^Issue refund/ })
  await expect(async () => {
    await page.getByRole('button', { name: 'Refund or reship' }).click()
    await expect(sheet).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await expect(sheet.getByText('Total refund')).toBeVisible()
  return sheet
}
