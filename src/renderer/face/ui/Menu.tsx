/** A few things to do, behind a button or beside a word. Arrow keys walk, Enter takes, Escape goes back to where one was. */
import { ChevronDown, type LucideIcon } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { createPortal } from 'react-dom'
import { Button } from './Button.tsx'
import styles from './Over.module.css'

export type Deed<Id extends string> = {
  readonly id: Id
  readonly words: string
  readonly icon?: LucideIcon
  readonly disabled?: boolean
  /** Stands below a line: what takes something away is not beside what does not. */
  readonly apart?: boolean
  /** BCP 47, where the words are of another language than the house. */
  readonly lang?: string
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

type DeedsProps<Id extends string> = Pick<MenuProps<Id>, 'deeds' | 'onChoose'> & {
  readonly label: string
  /** On the first of them at once; behind a button the key that opened it says where. */
  readonly first?: boolean
}

function Deeds<Id extends string>({ label, deeds, onChoose, first }: DeedsProps<Id>) {
  const deed = ({ id, words, icon: Icon, disabled, lang }: Deed<Id>) => (
    <MenuItem
      key={id}
      id={id}
      textValue={words}
      isDisabled={disabled ?? false}
      className={styles['item'] ?? ''}
      onAction={() => onChoose(id)}
    >
      {Icon && <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />}
      {lang ? <span lang={lang}>{words}</span> : words}
    </MenuItem>
  )
  return (
    <AriaMenu
      className={styles['menu'] ?? ''}
      aria-label={label}
      {...(first ? { autoFocus: 'first' as const } : {})}
    >
      {deeds.flatMap((one, i) =>
        one.apart && i > 0
          ? [<Separator key={`before ${one.id}`} className={styles['apart'] ?? ''} />, deed(one)]
          : [deed(one)],
      )}
    </AriaMenu>
  )
}

export function Menu<Id extends string>({ words, label, deeds, onChoose, quiet }: MenuProps<Id>) {
  return (
    <MenuTrigger>
      <Button look={quiet ? 'quiet' : 'plain'} {...(label ? { 'aria-label': label } : {})}>
        {words}
        <ChevronDown aria-hidden="true" size="1.25em" strokeWidth={1.75} />
      </Button>
      <Popover placement="bottom start" className={styles['over'] ?? ''}>
        <Deeds label={label ?? words} deeds={deeds} onChoose={onChoose} />
      </Popover>
    </MenuTrigger>
  )
}

export type MenuAtProps<Id extends string> = Omit<DeedsProps<Id>, 'first'> & {
  /** Where what it is about begins and ends now, in CSS pixels of the window. */
  readonly at: () => { readonly left: number; readonly top: number; readonly bottom: number }
  /** Something was chosen, or nothing is to be. */
  readonly close: () => void
}

/** The same, open beside something that is no button: a word between others. */
export function MenuAt<Id extends string>({ label, deeds, onChoose, at, close }: MenuAtProps<Id>) {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const lay = (): void => {
      // In a window of another size it may stand out of sight: it comes back, and the menu is beside it.
      const stood = at()
      if (stood.top < 0 || stood.bottom > innerHeight) scrollBy(0, stood.top - innerHeight / 3)
      const { left, top, bottom } = at()
      Object.assign(place.current?.style ?? {}, {
        left: `${left}px`,
        top: `${top}px`,
        blockSize: `${bottom - top}px`,
      })
    }
    lay()
    // Before the menu itself looks where it is to be.
    addEventListener('resize', lay, true)
    return () => removeEventListener('resize', lay, true)
  }, [at])
  return (
    <>
      {/* In the window, not in the page: what is fixed within `.app`, a container, goes with it when it is scrolled. */}
      {createPortal(<span ref={place} className={styles['here']} />, document.body)}
      <Popover
        aria-label={label}
        triggerRef={place}
        isOpen
        placement="bottom start"
        onOpenChange={open => !open && close()}
        className={styles['over'] ?? ''}
      >
        <Deeds
          first
          label={label}
          deeds={deeds}
          onChoose={id => {
            onChoose(id)
            close()
          }}
        />
      </Popover>
    </>
  )
}
