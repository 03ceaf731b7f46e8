/** Two lists one walks with the arrow keys: one to take something from, and one whose rows hold things to press. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { GridList, GridListItem, ListBox, ListBoxItem } from 'react-aria-components'
import styles from './List.module.css'

type Line<Id extends string> = {
  readonly id: Id
  readonly name: string
  readonly below?: string
}
export type PickListProps<Id extends string> = {
  readonly label: string
  readonly lines: readonly Line<Id>[]
  readonly chosen: Id | null
  readonly onChoose: (id: Id) => void
}

/** One of these. What is taken is said, and marked with more than a colour. */
export function PickList<Id extends string>({ label, lines, chosen, onChoose }: PickListProps<Id>) {
  return (
    <ListBox
      aria-label={label}
      className={styles['list'] ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={keys => {
        if (keys === 'all') return
        for (const key of keys) onChoose(key as Id)
      }}
    >
      {lines.map(({ id, name, below }) => (
        <ListBoxItem key={id} id={id} textValue={name} className={`${styles['row']} ${styles['pick']}`}>
          <Check aria-hidden="true" size="1.25em" strokeWidth={2.25} className={styles['mark']} />
          <span className={styles['name']}>{name}</span>{' '}
          {below && <span className={styles['below']}>{below}</span>}
        </ListBoxItem>
      ))}
    </ListBox>
  )
}

export type RowListProps<Id extends string> = {
  readonly label: string
  readonly rows: readonly (Line<Id> & {
    /** Buttons: the arrow keys go from one to the next within a row. */
    readonly beside?: ReactNode
  })[]
  /** Enter, or a press on the row. */
  readonly onOpen?: (id: Id) => void
}

export function RowList<Id extends string>({ label, rows, onOpen }: RowListProps<Id>) {
  return (
    <GridList
      aria-label={label}
      className={styles['list'] ?? ''}
      {...(onOpen ? { onAction: key => onOpen(key as Id) } : {})}
    >
      {rows.map(({ id, name, below, beside }) => (
        <GridListItem
          key={id}
          id={id}
          textValue={name}
          className={`${styles['row']} ${onOpen ? styles['opens'] : ''}`}
        >
          <span className={styles['name']}>{name}</span>{' '}
          {below && <span className={styles['below']}>{below}</span>}
          {beside && <div className={styles['beside']}>{beside}</div>}
        </GridListItem>
      ))}
    </GridList>
  )
}
