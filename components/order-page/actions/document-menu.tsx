'use client'

import { Button, Menu } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import {
  DOCUMENT_KINDS,
  DOCUMENT_TITLES,
  type DocumentKind,
  reasonAgainstDocument,
} from '@/domain/documents/document-kind'
import { documentPath } from '@/paths/routes'
import type { OrderData } from '../order-data'
import classes from './action-menu.module.css'

/** Renders the menu of printable documents; each opens in a new tab. Unavailable ones show the reason. */
export function DocumentMenu({ data }: { data: OrderData }) {
  return (
    <Menu position="bottom-end" width={280} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />}>
          Documents
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {data.isMasked && (
          <Menu.Label>Contains personal data. Opening is recorded in the audit log.</Menu.Label>
        )}
        {DOCUMENT_KINDS.map((kind) => (
          <Item key={kind} kind={kind} data={data} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Item({ kind, data }: { kind: DocumentKind; data: OrderData }) {
  const { shipsFromCountry } = data.storefront
  const destination = data.addresses.find((address) => address.kind === 'shipping')
  const reason = reasonAgainstDocument(kind, { ...data, shipsFromCountry, destination })
  if (reason)
    return (
      <Menu.Item className={classes.item} closeMenuOnClick={false} aria-disabled>
        {DOCUMENT_TITLES[kind]}
        <span className={classes.reason}>{reason}</span>
      </Menu.Item>
    )
  return (
    <Menu.Item
      component="a"
      href={documentPath(data.order.id, kind)}
      target="_blank"
      rel="noopener"
    >
      {DOCUMENT_TITLES[kind]}
    </Menu.Item>
  )
}
