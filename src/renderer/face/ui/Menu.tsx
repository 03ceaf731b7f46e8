/** A button that opens a few things to do. Arrow keys walk, Enter takes, Escape goes back to the button. */
import { ChevronDown, type LucideIcon } from 'lucide-react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { Button } from './Button.tsx'
import styles from './Over.module.css'

export type Deed<Id extends string> = {
  readonly id: Id
  readonly words: string
  readonly icon?: LucideIcon
  readonly disabled?: boolean
  /** Stands below a line: what takes something away is not beside what does not. */
  readonly apart?: boolean
}
export type MenuProps<Id extends string> = {
  /** On the button. */
  readonly words: string
  /** Instead of them for a screen reader, where the words alone do not say whose menu it is. */
  readonly label?: string
  readonly deeds: readonly Deed<Id>[]
  readonly onChoose: (id: Id) => void
  readonly quiet?: boolean
}

export function Menu<Id extends string>({ words, label, deeds, onChoose, quiet }: MenuProps<Id>) {
  const deed = ({ id, words: says, icon: Icon, disabled }: Deed<Id>) => (
    <MenuItem
      key={id}
      id={id}
      textValue={says}
      isDisabled={disabled ?? false}
      className={styles['item'] ?? ''}
      onAction={() => onChoose(id)}
    >
      {Icon && <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />}
      {says}
    </MenuItem>
  )
  return (
    <MenuTrigger>
      <Button look={quiet ? 'quiet' : 'plain'} {...(label ? { 'aria-label': label } : {})}>
        {words}
        <ChevronDown aria-hidden="true" size="1.25em" strokeWidth={1.75} />
      </Button>
      <Popover placement="bottom start" className={styles['over'] ?? ''}>
        <AriaMenu className={styles['menu'] ?? ''} aria-label={label ?? words}>
          {deeds.flatMap(one =>
            one.apart
              ? [<Separator key={`before ${one.id}`} className={styles['apart'] ?? ''} />, deed(one)]
              : [deed(one)],
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
