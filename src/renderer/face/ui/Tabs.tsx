/** Sides of one thing, of which one is seen. The arrow keys turn to the next. */
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import styles from './Tabs.module.css'

export type Side<Id extends string> = {
  readonly id: Id
  readonly name: string
  readonly content: ReactNode
}
export type TabsProps<Id extends string> = {
  readonly label: string
  readonly sides: readonly Side<Id>[]
  /** Where the caller keeps it; else the first one is seen at first. */
  readonly chosen?: Id
  readonly onChoose?: (id: Id) => void
}

export function Tabs<Id extends string>({ label, sides, chosen, onChoose }: TabsProps<Id>) {
  return (
    <AriaTabs
      className={styles['tabs'] ?? ''}
      {...(chosen === undefined ? {} : { selectedKey: chosen })}
      onSelectionChange={key => onChoose?.(key as Id)}
    >
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {sides.map(({ id, name }) => (
          <Tab key={id} id={id} className={styles['tab'] ?? ''}>
            {name}
          </Tab>
        ))}
      </TabList>
      {sides.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles['panel'] ?? ''}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
