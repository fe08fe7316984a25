'use client'

import { Button, CopyButton } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { Notice } from '@/components/states/notice'
import classes from './first-orders.module.css'

const SANDBOX_COMMAND = 'npm run storefront -- --orders 20'
const WEBHOOK_PATH = '/api/webhooks/shopify'

/** The list before the first order ever: how one gets here. */
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
              {copied ? 'Copied' : isSandbox ? 'Copy the command' : 'Copy the path'}
            </Button>
          )}
        </CopyButton>
      }
    >
      {isSandbox ? (
        <p>
          Let the sandbox storefront place some. In the folder where you started Aftercart, in a
          second terminal:
        </p>
      ) : (
        <p>
          Connect your shop: in Shopify, under Settings, Notifications, AlertChannels, send order
          events as JSON to this address of the portal.
        </p>
      )}
      <pre className={classes.command}>{text}</pre>
      <p>Orders appear here by themselves as they come in.</p>
    </Notice>
  )
}
