import { ordersExportPath } from '@/paths/routes'

/** Downloads the orders matching a filter. Posts a form because a long list of ids would not fit in a URL. */
export function exportOrders(filter: object): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = ordersExportPath()
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'filter'
  field.value = JSON.stringify(filter)
  form.append(field)
  document.body.append(form)
  form.submit()
  form.remove()
}
