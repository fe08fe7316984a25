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

// Beyond this only the lines on screen are drawn; below, the browser's own search finds all.
const MAX_DRAWN_LINES = 3000

type Props = { text: string; byteLength: number }

/** The payload laid out on lines; every digit and escape stands as it came. */
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
                {copied ? 'Copied' : 'Copy as it came'}
              </Button>
            )}
          </CopyButton>
        </span>
      }
    >
      {lines.length > MAX_DRAWN_LINES ? (
        <VirtualizedText lines={lines} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        <pre className={classes.text} tabIndex={0}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text.
            <PayloadLine key={index} line={line} />
          ))}
        </pre>
      )}
    </Section>
  )
}
