/** Every part a place is made of, on one page. It is in development builds and in no other. */
import { Archive, PenLine, Trash2 } from 'lucide-react'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import type { Day } from '../../../shared/journal/day.ts'
import { Button } from '../ui/Button.tsx'
import { Calendar } from '../ui/Calendar.tsx'
import { ContentNote } from '../ui/ContentNote.tsx'
import { Desk } from '../ui/Desk.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Field, PassphraseField } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { Grid } from '../ui/Grid.tsx'
import { InlineError } from '../ui/InlineError.tsx'
import { PickList, RowList } from '../ui/List.tsx'
import { LongList, Row } from '../ui/LongList.tsx'
import { Menu, MenuAt } from '../ui/Menu.tsx'
import { PlaceLink } from '../ui/PlaceLink.tsx'
import { PlainPage, SafetyWords } from '../ui/PlainPage.tsx'
import { Progress } from '../ui/Progress.tsx'
import { Ring } from '../ui/Ring.tsx'
import { Seal } from '../ui/Seal.tsx'
import { SideSheet } from '../ui/SideSheet.tsx'
import { Slip } from '../ui/Slip.tsx'
import { Stuck } from '../ui/Stuck.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { say, ToastPlace } from '../ui/toast.tsx'
import { WitnessLine } from '../ui/WitnessLine.tsx'
import styles from './Gallery.module.css'

/** Carried as a string, so that no minifier can take it out: a bundle that holds it holds the gallery. */
const NAME = 'every part on one page, for those who build them'

const TODAY = '2026-11-22' as Day
const WRITTEN = new Set(['2026-11-03', '2026-11-11', '2026-11-12', '2026-11-19', '2026-11-22'])
const SHAPES = ['Pear', 'Boat', 'Shell', 'Moon', 'Kite', 'Hill', 'Cup', 'Leaf']
const COLOURS = ['paper', 'leaf', 'desk', 'ink', 'ink-soft', 'link', 'edge', 'cloth', 'lamp', 'select']
const SEATS = [
  { id: 'j', name: 'Juniper', seat: 0, below: 'you' },
  { id: 'm', name: 'Moss', seat: 1 },
  { id: 'l', name: 'Linnet', seat: 2 },
  { id: 'w', name: 'Wren', seat: 3 },
  { id: 's', name: 'Sol', seat: 4, below: 'away, seat kept' },
  { id: 'a', name: 'Ash', seat: 5 },
]

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={styles['part']} aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  )
}

export function Gallery() {
  return (
    <>
      <Desk lock={() => say('The notebook would be closed now.')} where="Parts">
        <PlainPage
          title="Parts"
          lead="Everything a place is made of."
          aside={<p>About the page, in the margin.</p>}
        >
          <div className={styles['parts']} data-gallery={NAME}>
            <ToPress />
            <ToWrite />
            <ToTake />
            <ToRead />
            <Said />
            <Over />
            <Circle />
            <Ground />
          </div>
        </PlainPage>
      </Desk>
      <ToastPlace />
    </>
  )
}

function ToPress() {
  const [on, setOn] = useState(true)
  const [beside, setBeside] = useState(false)
  const word = useRef<HTMLButtonElement>(null)
  const at = useCallback(() => word.current?.getBoundingClientRect() ?? new DOMRect(), [])
  return (
    <Part name="To press">
      <div className={styles['row']}>
        <Button look="main">Share with this circle</Button>
        <Button>Keep as a draft</Button>
        <Button look="quiet">Not now</Button>
        <Button isDisabled>Not yet</Button>
      </div>
      <div className={styles['row']}>
        <Button look="main" big>
          Where it matters most
        </Button>
        <Menu
          words="This entry"
          deeds={[
            { id: 'write', words: 'Write on', icon: PenLine },
            { id: 'keep', words: 'Keep it in a box', icon: Archive, disabled: true },
            { id: 'bin', words: 'Move to bin', icon: Trash2, apart: true },
          ]}
          onChoose={id => say(`Chosen: ${id}.`, { what: 'Choose', run: () => {} })}
        />
        <button ref={word} type="button" onClick={() => setBeside(true)}>
          Jounral
        </button>
        {beside && (
          <MenuAt
            label="What it may be"
            deeds={[{ id: 'journal', words: 'Journal', icon: PenLine }]}
            onChoose={id => say(`Chosen: ${id}.`)}
            at={at}
            close={() => setBeside(false)}
          />
        )}
      </div>
      <Switch on={on} onChange={setOn}>
        Keep this window out of screenshots
      </Switch>
      <p>
        <PlaceLink to={{ at: 'settings' }}>A way to another place</PlaceLink>
      </p>
    </Part>
  )
}

function ToWrite() {
  const [name, setName] = useState('Juniper')
  return (
    <Part name="To write in">
      <Form
        onSend={() => {}}
        send="Begin"
        busy={false}
        onBack={() => {}}
        answer="Nothing was sent. Your words are here."
      >
        <Field
          label="Circle name"
          help="This name is only for this circle. Avoid a name you use elsewhere."
          value={name}
          onChange={setName}
        />
        <Field label="Your name in it" needed="Please write a name here." />
        <PassphraseField label="Passphrase" />
      </Form>
    </Part>
  )
}

function ToTake() {
  const [prompt, setPrompt] = useState<'line' | 'letter' | 'none'>('line')
  const [day, setDay] = useState<Day | null>('2026-11-19' as Day)
  return (
    <>
      <Part name="To take one of">
        <PickList
          label="How to begin"
          chosen={prompt}
          onChoose={setPrompt}
          lines={[
            { id: 'line', name: 'One line', below: 'One word is plenty.' },
            { id: 'letter', name: 'A letter you do not send' },
            { id: 'none', name: 'An empty page' },
          ]}
        />
      </Part>
      <Part name="Rows with things to press">
        <RowList
          label="In the bin"
          onOpen={id => say(`Opened: ${id}.`)}
          rows={[
            {
              id: 'one',
              name: 'Thursday 19',
              below: 'The house is very quiet.',
              beside: <Button look="quiet">Put back</Button>,
            },
            { id: 'two', name: 'Tuesday 10', beside: <Button look="quiet">Put back</Button> },
          ]}
        />
      </Part>
      <Part name="A list of any length, and its end that does not read">
        <LongList
          label="All days"
          pages={2}
          height={8}
          page={n => (
            <>
              <Row>{n === 0 ? 'Sunday 22 November' : 'Friday 20 November'}</Row>
              <Row>{n === 0 ? 'Saturday 21 November' : 'Thursday 19 November'}</Row>
            </>
          )}
        />
        <Stuck list={{ pages: [], more: true, stuck: 'stuck' }} again={() => say('It is read again.')} />
      </Part>
      <Part name="A month">
        <Calendar
          label="Days with words"
          today={TODAY}
          chosen={day}
          onChoose={setDay}
          written={one => WRITTEN.has(one)}
        />
      </Part>
    </>
  )
}

function ToRead() {
  return (
    <>
      <Part name="Sides of one thing">
        <Tabs
          label="This circle"
          sides={[
            { id: 'shared', name: 'What people have shared', content: <p>The nights are the long part.</p> },
            { id: 'agreed', name: 'Agreements', content: <p>What is said here stays here.</p> },
            { id: 'log', name: 'What has changed', content: <p>Moss joined on Thursday.</p> },
          ]}
        />
      </Part>
      <Part name="Rows and columns">
        <Grid
          label="Feelings, as a table"
          columns={['Day', 'Feeling', 'Energy']}
          rows={[
            { id: 'a', name: 'Saturday 21 November', cells: ['Heavy', 'little'] },
            { id: 'b', name: 'Sunday 22 November', cells: ['Tired, and lighter', 'some'] },
          ]}
        />
      </Part>
      <Part name="Words to compare">
        <SafetyWords words={['lamp', 'river', 'bread', 'window']} label="Words to compare" />
      </Part>
    </>
  )
}

function Said() {
  return (
    <>
      <Part name="Nothing yet">
        <Empty words="No notes yet. Someone will be first; it doesn’t have to be you.">
          <Button>Write a new note</Button>
        </Empty>
      </Part>
      <Part name="Something happened">
        <InlineError words="Couldn’t reach other devices. Your words are saved here. We try again by ourselves.">
          <Button look="quiet">Try now</Button>
        </InlineError>
      </Part>
      <Part name="Something takes a while">
        <Progress label="Making a backup…" part={0.62} stop={() => {}} />
        <Progress label="Looking for their computer." part={null} stop={() => {}} />
      </Part>
    </>
  )
}

function Over() {
  const [open, setOpen] = useState<'dialog' | 'side' | null>(null)
  const close = () => setOpen(null)
  return (
    <Part name="Laid over the page">
      <div className={styles['row']}>
        <Button onPress={() => setOpen('dialog')}>Ask something</Button>
        <Button onPress={() => setOpen('side')}>Open a second sheet</Button>
        <Button onPress={() => say('The entry is in the bin.', { what: 'Move to bin', run: () => {} })}>
          Say something
        </Button>
        <Slip words="Who can read this?" title="Who can read this">
          <p>Everyone in this circle. They may keep a copy.</p>
        </Slip>
      </div>
      <Dialog title="Share with Thursday table?" open={open === 'dialog'} close={close}>
        <p>6 people will be able to read this. They may keep a copy.</p>
        <div>
          <Button look="main" onPress={close}>
            Share with this circle
          </Button>
          <Button onPress={close}>Keep as a draft</Button>
        </div>
      </Dialog>
      <SideSheet title="Agreements" open={open === 'side'} close={close}>
        <p>What is said here stays here.</p>
        <p>Nobody has to answer.</p>
      </SideSheet>
    </Part>
  )
}

function Circle() {
  return (
    <>
      <Part name="The ring">
        <Ring label="People in this circle" seats={SEATS} middle="Everyone here was invited." />
      </Part>
      <Part name="The ring as a list">
        <Ring
          label="People in this circle, as a list"
          seats={SEATS}
          middle="Everyone here was invited."
          list
        />
      </Part>
      <Part name="The eight shapes">
        <ul className={styles['row']}>
          {SHAPES.map((name, seat) => (
            <li key={name} className={styles['seal']}>
              <Seal seat={seat} />
              {name}
            </li>
          ))}
        </ul>
      </Part>
      <Part name="A content note, and who has heard it">
        <ContentNote about="loss of a parent">
          <p className={styles['body']}>
            My mother died nine years ago this week. I do not need anything. I wanted someone to know the
            date.
          </p>
        </ContentNote>
        <WitnessLine names={['Wren', 'Ash']} />
        <WitnessLine names={['Wren', 'Ash', 'Moss', 'Linnet']} />
      </Part>
    </>
  )
}

function Ground() {
  return (
    <>
      <Part name="Colours">
        <ul className={styles['colours']}>
          {COLOURS.map(name => (
            <li key={name}>
              <span className={styles['swatch']} style={{ background: `var(--${name})` }} />
              {name}
            </li>
          ))}
        </ul>
      </Part>
      <Part name="Letters">
        <p className={styles['large']}>Big print</p>
        <p className={styles['number']}>988</p>
        <p className={styles['body']}>What a person wrote stands on a line of 32.</p>
        <p>A note is 17, and nothing is smaller.</p>
      </Part>
    </>
  )
}
