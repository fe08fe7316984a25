'use client'

import { Button, CopyButton } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { Notice } from '@/components/states/notice'
import classes from './first-orders.module.css'

const SANDBOX_COMMAND = 'npm run storefront -- --orders 20'
const WEBHOOK_PATH = '/api/webhooks/shopify'

/** The empty state before the first order: says how to get one. */
export function FirstOrders({ isSandbox }: { isSandbox: boolean }) {
  const text = isSandbox ? SANDBOX_COMMAND : WEBHOOK_PATH
  return (
    <Notice
      icon={<IconPackage size={20} />}
      title="No orders yet"
      actions={
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button onClick={copy}>
              {copied ? 'Copied' : isSandbox ? 'Copy command' : 'Copy path'}
            </Button>
          )}
        </CopyButton>
      }
    >
      {isSandbox ? (
        <p>
          Place orders at the sandbox storefront. Run this in a second terminal, in the folder where
          you started Aftercart:
        </p>
      ) : (
        <p>
          Connect your store. In Shopify, go to Settings, Notifications, Webhooks and send order
          events as JSON to this path on your Aftercart domain:
        </p>
      )}
      <pre className={classes.command}>{text}</pre>
      <p>Orders appear here as soon as they arrive.</p>
    </Notice>
  )
}
