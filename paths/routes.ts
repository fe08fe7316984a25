import type { DocumentKind } from '@/domain/documents/document-kind'

/** Every address of the portal is made here, so that a room can move without a search. */
export const homePath = () => '/'
export const signInPath = () => '/sign-in'
export const ordersPath = () => '/orders'
export const orderPath = (orderId: string) => `/orders/${encodeURIComponent(orderId)}`
/** One of an order's papers, to be printed. */
export const documentPath = (orderId: string, kind: DocumentKind) =>
  `${orderPath(orderId)}/documents/${kind}`
export const exceptionsPath = () => '/exceptions'
export const exceptionPath = (exceptionId: string) =>
  `/exceptions/${encodeURIComponent(exceptionId)}`
export const approvalsPath = () => '/approvals'
export const giftCardsPath = () => '/gift-cards'
export const giftCardPath = (giftCardId: string) => `/gift-cards/${encodeURIComponent(giftCardId)}`
export const webhooksPath = () => '/webhooks'
export const webhookPath = (webhookId: string) => `/webhooks/${encodeURIComponent(webhookId)}`

/** The orders list with a search in it. */
export const orderSearchPath = (search: string) =>
  `${ordersPath()}?${new URLSearchParams({ q: search })}`

/** Every storefront message about one order, by the storefront's own id of it. */
export const webhooksOfOrderPath = (externalOrderId: string) =>
  `${webhooksPath()}?${new URLSearchParams({ q: externalOrderId })}`

/** The inbox with a tab, a cause or another part of its state. */
export const inboxPath = (state: Record<string, string>) =>
  `${exceptionsPath()}?${new URLSearchParams(state)}`

/** Takes a filter of orders (`filter`, JSON) by POST and answers with a CSV file. */
export const ordersExportPath = () => '/api/orders/export'

export const customersPath = () => '/customers'
export const customerPath = (customerId: string) => `/customers/${encodeURIComponent(customerId)}`

/** The orders list in a saved state: its address behind the `?`. */
export const ordersViewPath = (query: string) => (query ? `/orders?${query}` : '/orders?view=all')

export const settingsPath = () => '/settings'
export const peopleSettingsPath = () => '/settings/people'
export const limitSettingsPath = () => '/settings/limits'
export const storefrontSettingsPath = () => '/settings/storefronts'
export const retrySettingsPath = () => '/settings/retries'
export const playbookSettingsPath = (kind?: string) =>
  kind ? `/settings/playbooks?${new URLSearchParams({ kind })}` : '/settings/playbooks'
export const workHoursSettingsPath = () => '/settings/hours'
export const assignmentSettingsPath = () => '/settings/assignment'
export const alertSettingsPath = () => '/settings/alerts'
export const reportsPath = () => '/reports'

/** A page of the reports; `query` is its state behind the `?`. */
export const reportPath = (page: string, query = '') => {
  const path = page === 'overview' ? reportsPath() : `${reportsPath()}/${page}`
  return query ? `${path}?${query}` : path
}

/** The rows behind a number; `drill` as `formatDrill` writes it. */
export const reportRowsPath = (drill: string) =>
  `${reportsPath()}/rows?${new URLSearchParams({ drill })}`

/** A page of the reports as a file of its numbers. */
export const reportExportPath = (page: string, format: string, input: object) =>
  `/api/reports/export?${new URLSearchParams({ page, format, input: JSON.stringify(input) })}`

/** The rows behind a number as a file. */
export const reportRowsExportPath = (drill: string, format: string) =>
  `/api/reports/rows?${new URLSearchParams({ drill, format })}`

/** A saved report: its page and state as they were saved, `sales?range=28d`. */
export const savedReportPath = (saved: string) => {
  const [page = '', ...query] = saved.split('?')
  return reportPath(page, query.join('?') || (page === 'overview' ? 'range=today' : ''))
}
