/** Rows and columns one walks with the arrow keys. The first column names its row. */
import type { ReactNode } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components'
import styles from './Grid.module.css'

export type GridProps = {
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly id: string
    /** In the first cell, and the name of the row. */
    readonly name: string
    /** As many as there are columns after the first. */
    readonly cells: readonly ReactNode[]
  }[]
  readonly onOpen?: (id: string) => void
}

export function Grid({ label, columns, rows, onOpen }: GridProps) {
  return (
    <div className={styles['place']}>
      <Table
        aria-label={label}
        className={styles['grid'] ?? ''}
        {...(onOpen ? { onRowAction: key => onOpen(String(key)) } : {})}
      >
        <TableHeader>
          {columns.map((name, i) => (
            <Column key={name} id={name} isRowHeader={i === 0} className={styles['column'] ?? ''}>
              {name}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {rows.map(({ id, name, cells }) => (
            <Row
              key={id}
              id={id}
              textValue={name}
              className={`${styles['row']} ${onOpen ? styles['opens'] : ''}`}
            >
              {[name, ...cells].map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <Cell key={i} className={styles['cell'] ?? ''} data-column={i === 0 ? undefined : columns[i]}>
                  {cell}
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
