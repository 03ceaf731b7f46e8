/** The window: the closed cover, or the desk with one page on it. */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { CommandId } from '../../shared/commands.ts'
import { dayOf } from '../../shared/locales/days.ts'
import { absurd } from '../../shared/result.ts'
import { tellMarked } from './bridge/marked.ts'
import { type House, HouseContext } from './bridge/rooms.ts'
import { BackupPage } from './features/backup/BackupPage.tsx'
import { MovingPage } from './features/backup/MovingPage.tsx'
import { BackupOffer, BackupTrouble } from './features/backup/Reminder.tsx'
import { useBackupNews } from './features/backup/reminding.ts'
import { BinPage } from './features/bin/BinPage.tsx'
import { DateQuestion } from './features/bin/DateQuestion.tsx'
import { CalendarPage } from './features/calendar/CalendarPage.tsx'
import { AgreementsPage } from './features/circle/AgreementsPage.tsx'
import { AnewPage } from './features/circle/AnewPage.tsx'
import { CirclePage } from './features/circle/CirclePage.tsx'
import { ComputersPage } from './features/circle/ComputersPage.tsx'
import { CopyPage } from './features/circle/CopyPage.tsx'
import { Doorbell } from './features/circle/Doorbell.tsx'
import { useDoorWords } from './features/circle/doors.ts'
import { InvitePage } from './features/circle/InvitePage.tsx'
import { KeeperPage } from './features/circle/KeeperPage.tsx'
import { LogPage } from './features/circle/LogPage.tsx'
import { MeetPage } from './features/circle/MeetPage.tsx'
import { PeoplePage } from './features/circle/PeoplePage.tsx'
import { useQuestionWords } from './features/circle/questions.ts'
import { SuccessionPage } from './features/circle/SuccessionPage.tsx'
import { SyncPage } from './features/circle/SyncPage.tsx'
import { CirclesPage } from './features/circles/CirclesPage.tsx'
import { FoundPage } from './features/circles/FoundPage.tsx'
import { ConnectionPage } from './features/connection/ConnectionPage.tsx'
import { EarlierPage } from './features/earlier/EarlierPage.tsx'
import { FilePage } from './features/file/FilePage.tsx'
import { HelpNow } from './features/help/Help.tsx'
import { JoinPage } from './features/join/JoinPage.tsx'
import { LowPage } from './features/low/LowPage.tsx'
import { NoteEarlierPage } from './features/note/NoteEarlierPage.tsx'
import { NotePage } from './features/note/NotePage.tsx'
import { SearchPage } from './features/search/SearchPage.tsx'
import { NewKey } from './features/settings/NewKey.tsx'
import { SettingsPage } from './features/settings/SettingsPage.tsx'
import { DaysPage } from './features/timeline/DaysPage.tsx'
import { DayPage } from './features/today/DayPage.tsx'
import { ClosingQuestion } from './features/unlock/ClosingQuestion.tsx'
import { FirstRun } from './features/unlock/FirstRun.tsx'
import { HarmNotice } from './features/unlock/HarmNotice.tsx'
import { useHarm } from './features/unlock/harm.ts'
import { Notices } from './features/unlock/Notices.tsx'
import { Starting } from './features/unlock/Starting.tsx'
import { useStage } from './features/unlock/stage.ts'
import { Unlock } from './features/unlock/Unlock.tsx'
import { pressed, readShortcuts } from './keys/shortcuts.ts'
import { address, followHistory, go, type Place, useHere, usePlaces } from './places.ts'
import { SpellingMenu } from './spelling/SpellingMenu.tsx'
import { useLook } from './theme/look.ts'
import { Bare } from './ui/Bare.tsx'
import { Desk } from './ui/Desk.tsx'
import { Drawn } from './ui/Drawn.tsx'
import { arriveAt, keepFocus, keepInSight } from './ui/focus.ts'
import { useHelp } from './ui/help.ts'
import { ToastPlace, useToast } from './ui/toast.tsx'
import { takeTwiceForOnce } from './ui/twice.ts'
import { Undrawn } from './ui/Undrawn.tsx'
import { useWhereabouts } from './whereabouts.ts'

export function App({ house }: { readonly house: House }) {
  const { stage, set } = useStage()
  const step = usePlaces(state => state.step)
  // Another language: everything is said anew, and nothing of what one was doing goes.
  useLook(({ language }) => language)
  useLifecycle(house)
  useEffect(keepFocus, [])
  useEffect(takeTwiceForOnce, [])
  useEffect(() => tellMarked(house), [house])

  useEffect(() => {
    void house.shell.ask('shell.harmed', {}).then(answer => {
      if (answer.ok && answer.value.harmed) useHarm.getState().set('look')
    })
    void house.vault.ask('vault.state', {}).then(answer => {
      if (useStage.getState().stage !== 'starting') return
      // When it went before it answered, the shell tells when it is there again.
      if (answer.ok) set(answer.value.state)
      else if (answer.fault !== 'vault-gone') set('closed')
    })
  }, [house, set])

  const lock = useLock(house)
  return (
    <HouseContext value={house}>
      <Drawn
        at={`${stage} ${step}`}
        otherwise={again => <Bare again={again} lock={stage === 'open' ? () => lock() : undefined} />}
      >
        {stage === 'starting' && <Starting />}
        {stage === 'none' && <FirstRun />}
        {(stage === 'closed' || stage === 'gone') && <Unlock />}
        {stage === 'open' && <Doorbell />}
        {stage === 'open' && <Open house={house} />}
        {stage === 'open' && <NewKey />}
      </Drawn>
      <ClosingQuestion />
      <HelpNow />
      <SpellingMenu />
      <ToastPlace />
    </HouseContext>
  )
}

/** Everything unsent leaves before the notebook closes, whoever closes it. */
function useLifecycle({ vault, shell, keeper, notes, onDamage, platform }: House) {
  useEffect(() => {
    const flush = () => Promise.all([keeper.flush(), notes.flush()])
    const hidden = () => {
      if (document.visibilityState === 'hidden') void flush()
    }
    const leaving = () => void flush()
    let flushing = 0
    let held = false
    const unsaved = () => ['saving', 'refused'].includes(keeper.saving().state) || notes.unsent()
    const hold = () => {
      const words = flushing > 0 || unsaved()
      if (words !== held) void shell.ask('shell.holds', { words })
      held = words
    }
    const offs = [
      keeper.subscribe(hold),
      shell.on('flush', () => {
        // Until all is answered, it counts as not saved: the shell may not wait that long.
        flushing++
        hold()
        void flush().then(() => {
          flushing--
          hold()
          if (flushing === 0) void shell.ask('shell.flushed', { unsent: unsaved() })
        })
      }),
      shell.on('veil', ({ drawn }) => {
        // At once, and whatever lies over the page: dialogs, messages, what a browser draws for a field.
        document.documentElement.style.visibility = drawn ? 'hidden' : ''
        if (drawn) void flush()
      }),
      shell.on('vault', ({ there }) => {
        const { stage, set } = useStage.getState()
        if (!there) {
          if (stage === 'open') set('gone')
          return
        }
        if (stage === 'open') set('gone')
        if (stage === 'starting')
          void vault.ask('vault.state', {}).then(answer => answer.ok && set(answer.value.state))
      }),
      shell.on('invitation', ({ link }) => go({ at: 'join', invitation: link })),
      shell.on('file', ({ file }) => go({ at: 'file', file })),
      onDamage(() => {
        // What a lock cuts off is answered after the cover is there.
        if (useStage.getState().stage === 'open' && useHarm.getState().harm !== 'look')
          useHarm.getState().set('seen')
      }),
    ]
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', leaving)
    const keys = (event: KeyboardEvent) => {
      const hides = pressed('hide', event, platform)
      if (!hides && !pressed('help', event, platform)) return
      event.preventDefault()
      if (hides) void shell.ask('shell.hide', {})
      else useHelp.getState().show()
    }
    window.addEventListener('keydown', keys)
    return () => {
      for (const off of offs) off()
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', leaving)
      window.removeEventListener('keydown', keys)
    }
  }, [vault, shell, keeper, notes, onDamage, platform])
}

const INSIDE: readonly (readonly [CommandId, (lock: () => void) => unknown])[] = [
  ['lock', lock => lock()],
  ['low', () => usePlaces.getState().held || go({ at: 'low' })],
  ['back', () => window.history.back()],
  ['forward', () => window.history.forward()],
]

/** One word is one place, whichever word it is. */
const whereIs = (place: Place): string => (place.at === 'low' ? place.at : address(place))

/** `harmed`: something about the files is to be seen first. */
function useLock({ shell, keeper, notes }: House): (harmed?: boolean) => void {
  return useCallback(
    (harmed = false) => {
      // What is unsent leaves at once; the shell covers the window and waits for the answer to its `flush`.
      void keeper.flush()
      void notes.flush()
      void shell.ask('shell.lock', { harmed })
    },
    [keeper, notes, shell],
  )
}

function Open({ house }: { readonly house: House }) {
  const { keeper, notes, spelling, platform } = house
  const step = usePlaces(state => state.step)
  const here = useHere()
  const known = useWhereabouts(house)
  const pageRef = useRef<HTMLDivElement>(null)
  // Whoever stands at a door waits longest.
  const [door, question] = [useDoorWords(), useQuestionWords()]
  useBackupNews(house)

  const lock = useLock(house)
  const lockForBackup = useCallback(() => {
    useHarm.getState().set('look')
    lock(true)
  }, [lock])
  // It was put right, or a person chose to open it as it is.
  useEffect(() => useHarm.getState().set('none'), [])

  // What could not be sent while the notebook was closed goes now.
  useEffect(followHistory, [])
  useEffect(() => {
    void keeper.flush()
    void notes.resume()
    void spelling.begin()
    void readShortcuts(house)
  }, [house, keeper, notes, spelling])

  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const act = INSIDE.find(([command]) => pressed(command, event, platform))?.[1]
      if (!act) return
      event.preventDefault()
      act(lock)
    }
    window.addEventListener('keydown', keys)
    return () => window.removeEventListener('keydown', keys)
  }, [lock, platform])

  // What was typed is for the open notebook alone.
  useEffect(() => () => usePlaces.getState().forget(), [])

  // A new place: the last toast is done with, at once, so that what is said of the way there stands.
  useEffect(
    () =>
      usePlaces.subscribe((now, before) => {
        const [to, from] = [now, before].map(({ trail, step }) => trail[step])
        if (to && from && whereIs(to) !== whereIs(from)) useToast.getState().clear()
      }),
    [],
  )
  // The heading (or the sheet) is where one is.
  const where = whereIs(here)
  useEffect(() => {
    window.scrollTo?.(0, 0)
    const leaveSight = keepInSight()
    const leave = known && where && pageRef.current ? arriveAt(pageRef.current) : undefined
    return () => {
      leaveSight()
      leave?.()
    }
  }, [known, where])

  if (here.at === 'low')
    return (
      <LowPage lock={() => lock()} entry={here.entry}>
        <HarmNotice close={lockForBackup} />
        <Notices />
        <DateQuestion />
      </LowPage>
    )
  return (
    <Desk lock={() => lock()} waits={door || question}>
      <HarmNotice close={lockForBackup} />
      <Notices />
      <BackupTrouble />
      <DateQuestion />
      <div ref={pageRef} style={{ display: 'contents' }}>
        <Drawn at={`${step}`} otherwise={again => <Undrawn again={again} />}>
          {known && <Page house={house} />}
        </Drawn>
      </div>
      <BackupOffer />
    </Desk>
  )
}

function Page({ house }: { readonly house: House }) {
  const here = useHere()
  const step = usePlaces(state => state.step)
  // The day is asked once for a visit: midnight moves nobody's sentence to another day.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new visit asks again
  const today = useMemo(() => dayOf(house.clock.now()), [house, step])
  switch (here.at) {
    case 'journal':
      return (
        <DayPage
          key={`${step}:${here.day ?? today}`}
          day={here.day ?? today}
          today={today}
          entry={here.entry}
        />
      )
    case 'days':
      return <DaysPage today={today} />
    case 'calendar':
      return <CalendarPage at={here.day ?? today} today={today} />
    case 'earlier':
      return <EarlierPage key={here.entry} day={here.day} entry={here.entry} today={today} />
    case 'search':
      return <SearchPage key={step} looked={here.looked} />
    case 'bin':
      return <BinPage />
    case 'circles':
      return <CirclesPage />
    case 'found':
      return <FoundPage key={step} typed={here.typed} />
    case 'join':
      return <JoinPage key={step} invitation={here.invitation} join={here.join} typed={here.typed} />
    case 'own':
      return <JoinPage key={step} own typed={here.typed} />
    case 'circle':
      return <CirclePage key={here.circle} id={here.circle} />
    case 'people':
      return <PeoplePage key={here.circle} id={here.circle} />
    case 'computers':
      return <ComputersPage key={here.circle} id={here.circle} />
    case 'log':
      return <LogPage key={here.circle} id={here.circle} />
    case 'sync':
      return <SyncPage key={here.circle} id={here.circle} />
    case 'agreements':
      return <AgreementsPage key={step} id={here.circle} typed={here.typed} />
    case 'meet':
      return <MeetPage key={step} id={here.circle} typed={here.typed} />
    case 'copy':
      return <CopyPage key={here.circle} id={here.circle} />
    case 'succession':
      return <SuccessionPage key={here.circle} id={here.circle} />
    case 'keeper':
      return <KeeperPage key={here.circle} id={here.circle} />
    case 'anew':
      return <AnewPage key={step} id={here.circle} begun={here.begun} typed={here.typed} />
    case 'invite':
      return <InvitePage key={here.circle} circle={here.circle} invitation={here.invitation} />
    case 'file':
      return <FilePage key={step} circle={here.circle} file={here.file} />
    case 'note':
      return <NotePage key={here.note} circle={here.circle} note={here.note} />
    case 'noteEarlier':
      return <NoteEarlierPage key={here.note} circle={here.circle} note={here.note} today={today} />
    case 'settings':
      return <SettingsPage />
    case 'connection':
      return <ConnectionPage />
    case 'backup':
      return <BackupPage key={here.name} name={here.name} />
    case 'moving':
      return <MovingPage />
    case 'low':
      // It stands on no desk: `Open` lays it.
      return null
    default:
      return absurd(here)
  }
}
