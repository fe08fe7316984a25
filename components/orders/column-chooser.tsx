'use client'

import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import classes from './column-chooser.module.css'
import { COLUMN_LABELS, COLUMN_NAMES, type ColumnName } from './column-names'

type Props = {
  shown: readonly ColumnName[]
  onChange: (columns: ColumnName[] | null) => void
}

/** Which columns the list shows, and in which order. */
export function ColumnChooser({ shown, onChange }: Props) {
  const hidden = COLUMN_NAMES.filter((name) => !shown.includes(name))
  const toggle = (name: ColumnName) =>
    onChange(shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name])
  const move = (index: number, by: 1 | -1) => {
    const [moved] = shown.slice(index, index + 1)
    const others = shown.toSpliced(index, 1)
    if (moved) onChange(others.toSpliced(index + by, 0, moved))
  }
  return (
    <Popover position="bottom-end" trapFocus transitionProps={{ duration: 100 }}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <ul className={classes.columns}>
          {[...shown, ...hidden].map((name, index) => (
            <li key={name} className={classes.column}>
              <Checkbox
                size="xs"
                label={COLUMN_LABELS[name]}
                checked={shown.includes(name)}
                disabled={name === 'order'}
                onChange={() => toggle(name)}
              />
              {shown.includes(name) && (
                <span className={classes.moves}>
                  <Move name={name} way="up" isOff={index === 0} onMove={() => move(index, -1)} />
                  <Move
                    name={name}
                    way="down"
                    isOff={index === shown.length - 1}
                    onMove={() => move(index, 1)}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
        <Button variant="subtle" size="compact-xs" onClick={() => onChange(null)}>
          As they were
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

type MoveProps = { name: ColumnName; way: 'up' | 'down'; isOff: boolean; onMove: () => void }

function Move({ name, way, isOff, onMove }: MoveProps) {
  const Icon = way === 'up' ? IconArrowUp : IconArrowDown
  return (
    <ActionIcon
      variant="subtle"
      size="sm"
      disabled={isOff}
      aria-label={`Move ${COLUMN_LABELS[name]} ${way}`}
      onClick={onMove}
    >
      <Icon size={14} />
    </ActionIcon>
  )
}
