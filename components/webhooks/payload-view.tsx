'use client'

import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Section } from '@/components/panel/section'
import { prettyJson } from '@/domain/text/pretty-json'
import { PayloadLine } from './payload-line'
import classes from './payload-view.module.css'
import { VirtualizedText } from './virtualized-text'
import { formatBytes } from './webhook-columns'

// Longer payloads are virtualized. Shorter ones are rendered in full so that the browser's search works.
const MAX_RENDERED_LINES = 3000

type Props = { text: string; byteLength: number }

/** The formatted payload. Digits and escapes are exactly as received. */
export function PayloadView({ text, byteLength }: Props) {
  const lines = useMemo(() => prettyJson(text).split('\n'), [text])
  return (
    <Section
      title="Payload"
      isPadded={false}
      aside={
        <span className={classes.tools}>
          {formatBytes(byteLength)}
          <CopyButton value={text} timeout={1500}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                size="xs"
                onClick={copy}
                leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              >
                {copied ? 'Copied' : 'Copy raw payload'}
              </Button>
            )}
          </CopyButton>
        </span>
      }
    >
      {lines.length > MAX_RENDERED_LINES ? (
        <VirtualizedText lines={lines} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard.
        <pre className={classes.text} tabIndex={0}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its position.
            <PayloadLine key={index} line={line} />
          ))}
        </pre>
      )}
    </Section>
  )
}
