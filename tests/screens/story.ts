/** Two people and a third with a full disk: every place they come to, in the order in which they come to it. */
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { HEADER_FILE } from '../../src/main/vault/storage/header.ts'
import { dayOf } from '../../src/shared/locales/days.ts'
import { paste } from '../drive/clipboard.ts'
import { answerDialogs } from '../drive/dialogs.ts'
import { vaultProcess } from '../drive/faults.ts'
import type { Person } from '../drive/person.ts'
import { more as anyMore } from '../drive/places.ts'
import { closeWindow } from '../drive/window.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { keepJournal, keepJump, keepRefusals, keepThird, PASSPHRASE } from './journal.ts'

export type People = {
  /** Has kept a journal for a month, and begins the circle. */
  readonly ana: Person
  /** Opens Kinfold for the first time, and is invited. */
  readonly ben: Person
  readonly cleo: Person
  readonly profile: (who: 'ana' | 'ben' | 'cleo') => string
}

export type Stop = {
  readonly place: string
  readonly who: 'ana' | 'ben' | 'cleo'
  /** Goes there from the stop before; answers what shows that one has arrived. */
  readonly go: (people: People) => Promise<Locator>
  /** It moves on by itself after a while: one goes there again for each look, from wherever one is by then. */
  readonly passes?: true
  /** A reason why this computer cannot show it, if there is one. */
  readonly cannot?: () => string | undefined
}

const CIRCLE = 'Thursday table'
/** The one that goes on from it. */
const AFTER = 'Friday table'
const NOTE = 'What has helped at night'
const TODAY = [
  'The house is very quiet since Thursday. I keep hearing the kettle click and thinking it is her.',
  'The smallest thing I did today: I washed her cup and hung it back on its hook. Then I sat on the step until my feet were cold. It did not fix anything.\nIt was the first hour I did not have to hold up my face.',
] as const

/** The file that one writes and the other opens. */
const byFile = (profile: People['profile']): string => join(profile('ana'), 'words.kinfold-sync')

/** The file by which one asks to join. */
const joinFile = (profile: People['profile']): string => join(profile('ana'), 'asking.kinfold-join')

const text = ({ page }: Person, key: Parameters<typeof words>[0]): Locator =>
  page.getByText(words(key)).first()
const heading = ({ page }: Person, key: Parameters<typeof words>[0]): Locator =>
  page.getByRole('heading', { name: words(key) })
const dialog = ({ page }: Person): Locator => page.getByRole('dialog')
const seen = async (sign: Locator): Promise<Locator> => {
  await sign.first().waitFor({ timeout: 60_000 })
  return sign
}

/** bytes: copying them takes longer than somebody is left without a word. */
const FILM = 150_000_000

/** Vaults that were made to stand still for a picture. */
const still = new Set<number>()
/** Something that moves on by itself: as soon as `sign` is seen, the vault does no more until one goes on. */
async function standStill(person: Person, sign: Locator): Promise<Locator> {
  const vault = await vaultProcess(person, children)
  await seen(sign)
  process.kill(vault, 'SIGSTOP')
  still.add(vault)
  return sign
}
function goOn(): void {
  for (const vault of still)
    try {
      process.kill(vault, 'SIGCONT')
    } catch {
      // It has gone with its person.
    }
  still.clear()
}

/** A folder for backups, as a stick would be. */
const stick = (profile: People['profile']): string => `${profile('ana')}-stick`
const backups = ({ page }: Person): Locator =>
  page.getByRole('list', { name: words('backups.list') }).getByRole('listitem')

/** From the home of the circle. */
const more = (person: Person, what: Parameters<typeof anyMore>[1], circle = CIRCLE): Promise<void> =>
  anyMore(person, what, circle)

/** A long list with what is in it; in a very small window, rows out of sight are not in the page. */
async function rows({ page }: Person, key: Parameters<typeof words>[0]): Promise<Locator> {
  const list = page.getByRole('list', { name: words(key) })
  await seen(list.getByRole('listitem'))
  return list
}

/** Its next window comes as it came first, whatever it was made to be for a picture. */
function usualWindow(profile: string): void {
  const kept = join(profile, 'look.json')
  const { window: _, ...look } = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {}
  writeFileSync(kept, JSON.stringify(look))
}

/** While one is photographed the other is left alone for minutes. */
async function stayOpen(person: Person): Promise<void> {
  await person.go('places.settings')
  const after = person.page.getByRole('radiogroup', { name: words('locking.after') })
  await after.getByText(words('locking.never'), { exact: true }).click()
}

/** The first minute, and the places before anything is in them. */
const FIRST: readonly Stop[] = [
  {
    place: 'first-run',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.sitDown()
      return seen(ben.button(words('first.begin')))
    },
  },
  {
    place: 'first-not',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('first.begin')).click()
      return seen(heading(ben, 'first.not.title'))
    },
  },
  {
    place: 'first-look',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('first.next')).click()
      return seen(heading(ben, 'first.look.title'))
    },
  },
  {
    place: 'first-passphrase',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('first.next')).click()
      return seen(heading(ben, 'create.title'))
    },
  },
  {
    place: 'first-passphrase-short',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.field(words('create.passphrase')).fill('short')
      await ben.button(words('create.make')).click()
      return seen(text(ben, 'create.short'))
    },
  },
  {
    place: 'first-words-offer',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.field(words('create.passphrase')).fill(PASSPHRASE)
      await ben.field(words('create.again')).fill(PASSPHRASE)
      await ben.button(words('create.make')).click()
      return seen(ben.button(words('words.make')))
    },
  },
  {
    place: 'first-words',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('words.make')).click()
      return seen(ben.page.getByRole('list', { name: words('words.list') }))
    },
  },
  {
    place: 'first-words-asked',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('words.written')).click()
      return seen(text(ben, 'words.ask'))
    },
  },
  {
    place: 'today-empty',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('words.look')).click()
      await ben.button(words('words.later')).click()
      return seen(text(ben, 'status.ready'))
    },
  },
  {
    place: 'paste-question',
    who: 'ben',
    go: async ({ ben }) => {
      const entry = ben.page.getByRole('textbox', { name: wordsBefore('today.entry') }).last()
      await paste(ben, entry, 'Rain on the roof, and a cup of tea. '.repeat(35_000))
      return seen(heading(ben, 'paste.ask.title'))
    },
  },
  {
    place: 'bin-empty',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('paste.ask.no')).click()
      await stayOpen(ben)
      await ben.go('places.journal')
      await ben.page.getByRole('link', { name: words('timeline.bin') }).click()
      return seen(text(ben, 'bin.empty'))
    },
  },
  {
    place: 'circles-empty',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.go('places.circles')
      return seen(text(ben, 'circles.empty'))
    },
  },
]

/** A journal that has been kept for a while. */
const JOURNAL: readonly Stop[] = [
  {
    place: 'cover',
    who: 'ana',
    go: async ({ ana, profile }) => {
      await keepJournal(profile('ana'), dayOf(Date.now()), 20)
      await ana.sitDown()
      return seen(text(ana, 'cover.closed'))
    },
  },
  {
    place: 'cover-wrong',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.tryPassphrase('lamplight and snow')
      return seen(text(ana, 'fault.wrong-passphrase'))
    },
  },
  {
    place: 'cover-words',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('cover.words')).click()
      return seen(heading(ana, 'words.open.title'))
    },
  },
  {
    place: 'cover-help',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('help.open')).click()
      return seen(dialog(ana))
    },
  },
  {
    place: 'today',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('help.close')).click()
      await ana.button(words('words.open.back')).click()
      await ana.unlock(PASSPHRASE)
      for (const [i, entry] of TODAY.entries()) await ana.write(entry, i > 0)
      return seen(text(ana, 'status.saved'))
    },
  },
  {
    place: 'today-binned',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('today.another')).click()
      await ana.page
        .getByRole('textbox', { name: wordsBefore('today.entry') })
        .nth(2)
        .waitFor()
      await ana.typeToday('I put the box of papers by the door.')
      await ana.button(words('today.bin.label', { n: 3 })).click()
      return seen(text(ana, 'today.binned'))
    },
  },
  {
    place: 'places-unfolded',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.go('places.journal')
      // In a wide window the button is not there: it is pressed for the looks in which it is.
      const fold = ana.page.getByRole('navigation').getByRole('button', { includeHidden: true }).first()
      await fold.dispatchEvent('click')
      return seen(ana.page.getByRole('navigation'))
    },
  },
  {
    place: 'day-earlier',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.getByRole('complementary').getByRole('link').nth(4).click()
      return seen(text(ana, 'timeline.now'))
    },
  },
  {
    place: 'days',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.getByRole('link', { name: words('timeline.all') }).click()
      return seen(heading(ana, 'days.title'))
    },
  },
  {
    place: 'calendar',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.getByRole('link', { name: words('timeline.calendar') }).click()
      return seen(heading(ana, 'calendar.title'))
    },
  },
  {
    place: 'search',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.go('places.journal')
      await ana.page.getByRole('link', { name: words('timeline.search') }).click()
      return seen(ana.page.getByRole('searchbox'))
    },
  },
  {
    place: 'search-found',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.search('the')
      return seen(ana.page.getByRole('list', { name: words('search.results') }))
    },
  },
  {
    place: 'search-none',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.getByRole('searchbox').fill('xylophone')
      return seen(text(ana, 'search.none'))
    },
  },
  {
    place: 'bin',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.go('places.journal')
      await ana.page.getByRole('link', { name: words('timeline.bin') }).click()
      return rows(ana, 'bin.title')
    },
  },
  {
    place: 'bin-erase',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page
        .getByRole('button', { name: wordsBefore('bin.erase.label') })
        .first()
        .click()
      return seen(ana.page.getByRole('alertdialog'))
    },
  },
  {
    place: 'earlier-words-none',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.go('places.journal')
      await ana.page.getByRole('link', { name: words('earlier.label', { n: 2 }) }).click()
      return seen(text(ana, 'earlier.none'))
    },
  },
  {
    place: 'earlier-words',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.getByRole('link', { name: words('earlier.open') }).click()
      const entry = ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).nth(1)
      for (const now of ['Nothing of it matters.', '']) {
        await entry.click()
        await ana.page.keyboard.press('Control+a')
        await ana.page.keyboard.press('Delete')
        await ana.page.keyboard.insertText(now)
        await ana.page.waitForTimeout(1500)
      }
      await ana.page.keyboard.press('Control+Shift+e')
      return rows(ana, 'earlier.before')
    },
  },
  {
    place: 'earlier-words-read',
    who: 'ana',
    go: async ({ ana }) => {
      const read = ana.page.getByRole('button', { name: wordsBefore('earlier.read.label') })
      await read.last().click()
      return seen(dialog(ana))
    },
  },
  {
    place: 'earlier-words-back',
    who: 'ana',
    go: async ({ ana }) => {
      await dialog(ana)
        .getByRole('button', { name: words('earlier.back') })
        .click()
      return seen(text(ana, 'earlier.returned'))
    },
  },
  {
    place: 'settings',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.go('places.settings')
      return seen(heading(ana, 'settings.about'))
    },
  },
  {
    place: 'settings-keys',
    who: 'ana',
    go: async ({ ana }) => {
      const change = words('shortcuts.change.label', { command: words('command.low') })
      await ana.button(change).click()
      await ana.page.keyboard.press('Control+b')
      return seen(ana.page.getByRole('alert'))
    },
  },
  {
    place: 'backups',
    who: 'ana',
    go: async ({ ana, profile }) => {
      await ana.page.keyboard.press('Escape')
      mkdirSync(stick(profile), { recursive: true })
      await answerDialogs(ana, stick(profile))
      await ana.button(words('backups.choose')).click()
      for (let n = 1; n <= 2; n++) {
        await ana.button(words('backups.make')).click()
        await backups(ana)
          .nth(n - 1)
          .waitFor({ timeout: 60_000 })
        await seen(ana.page.getByRole('status').filter({ hasText: wordsBefore('backups.made') }))
      }
      return seen(backups(ana))
    },
  },
  {
    place: 'backup-key',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page
        .getByRole('button', { name: wordsBefore('backups.try.label') })
        .first()
        .click()
      await dialog(ana).waitFor()
      await dialog(ana).getByRole('textbox').fill('lamplight and snow')
      await ana.page.keyboard.press('Enter')
      return seen(dialog(ana).getByText(words('fault.wrong-passphrase')))
    },
  },
  {
    place: 'backup-restore',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.page
        .getByRole('button', { name: wordsBefore('backups.restore.label') })
        .first()
        .click()
      return seen(dialog(ana).getByText(words('backups.restore.kept')))
    },
  },
  {
    place: 'backup',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.page
        .getByRole('button', { name: wordsBefore('backups.look.label') })
        .first()
        .click()
      await seen(heading(ana, 'backup.title'))
      return seen(ana.page.getByRole('button', { name: wordsBefore('backup.read.label') }))
    },
  },
  {
    place: 'backup-read',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page
        .getByRole('button', { name: wordsBefore('backup.read.label') })
        .first()
        .click()
      return seen(dialog(ana))
    },
  },
  {
    place: 'moving',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.page
        .getByRole('main')
        .getByRole('link', { name: words('places.back'), exact: true })
        .click()
      await ana.page.getByRole('link', { name: words('moving.title') }).click()
      return seen(heading(ana, 'moving.title'))
    },
  },
  {
    place: 'closing',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page
        .getByRole('main')
        .getByRole('link', { name: words('places.back'), exact: true })
        .click()
      await closeWindow(ana)
      return seen(dialog(ana).getByText(words('closing.kept')))
    },
  },
  {
    place: 'open-backup',
    who: 'cleo',
    go: async ({ cleo }) => {
      await cleo.sitDown()
      await cleo.button(words('openbackup.title')).click()
      return seen(heading(cleo, 'openbackup.title'))
    },
  },
  {
    place: 'open-backup-which',
    who: 'cleo',
    go: async ({ cleo, profile }) => {
      await answerDialogs(cleo, stick(profile))
      await cleo.button(words('oncover.choose')).click()
      return seen(cleo.field(words('backup.passphrase')))
    },
  },
  {
    place: 'one-word',
    who: 'ana',
    go: async ({ ana, cleo }) => {
      await cleo.getUp()
      await ana.page.keyboard.press('Escape')
      await ana.page.getByRole('link', { name: words('low.title'), exact: true }).dispatchEvent('click')
      await ana.field(words('low.field')).fill(words('low.word.okay'))
      await ana.button(words('low.keep')).click()
      return seen(
        text(ana, 'low.kept').or(ana.page.getByRole('status').filter({ hasText: words('low.word.okay') })),
      )
    },
  },
  {
    place: 'spelling-marks',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('low.whole')).click()
      await ana.go('places.settings')
      await ana.page.getByText(words('settings.spelling.on')).click()
      await ana.go('places.journal')
      await ana.typeToday(' The ketle sang.')
      const mark = ana.page.locator('[aria-invalid="spelling"]').filter({ hasText: 'ketle' })
      return seen(mark)
    },
  },
  {
    place: 'spelling',
    who: 'ana',
    go: async ({ ana }) => {
      const mark = ana.page.locator('[aria-invalid="spelling"]').filter({ hasText: 'ketle' })
      await ana.top()
      await mark.click({ button: 'right' })
      // What the dictionary knows comes a little later than the menu.
      return seen(ana.page.getByRole('menuitem', { name: 'kettle', exact: true }))
    },
  },
  {
    place: 'help',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.go('places.settings')
      await ana.page.getByText(words('settings.spelling.on')).click()
      await stayOpen(ana)
      await ana.button(words('help.open')).click()
      return seen(dialog(ana))
    },
  },
  {
    place: 'attaching',
    who: 'ana',
    go: async ({ ana, profile }) => {
      await ana.page.keyboard.press('Escape')
      await ana.go('places.journal')
      await ana.typeToday('')
      const film = join(profile('ana'), 'The lake in October.mov')
      writeFileSync(film, Buffer.alloc(FILM))
      await ana.page.locator('input[type="file"]').setInputFiles(film)
      return standStill(ana, ana.page.getByRole('progressbar'))
    },
  },
  {
    place: 'attached',
    who: 'ana',
    go: async ({ ana }) => {
      goOn()
      return seen(ana.page.getByRole('button', { name: wordsBefore('attached.file') }))
    },
  },
  {
    place: 'new-key',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.go('places.settings')
      await ana.button(words('access.rekey')).click()
      return seen(ana.field(words('access.now')))
    },
  },
  {
    place: 'new-key-making',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.field(words('access.now')).fill(PASSPHRASE)
      // Watched from before it begins: on a quick computer it is soon over.
      const stopped = standStill(ana, text(ana, 'access.rekey.copying'))
      await ana.button(words('access.rekey.yes')).click()
      await stopped
      return seen(ana.page.getByRole('progressbar'))
    },
  },
  {
    place: 'new-key-stopping',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('progress.stop')).click()
      return seen(text(ana, 'progress.stopping'))
    },
  },
  {
    place: 'new-key-stopped',
    who: 'ana',
    go: async ({ ana }) => {
      goOn()
      return seen(text(ana, 'access.rekey.stopped'))
    },
  },
]

let invited: { code: string; address: string } = { code: '', address: '' }

/** From nobody to two people who have written on one page. */
const CIRCLES: readonly Stop[] = [
  {
    place: 'found',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.go('places.circles')
      await ana.button(words('circles.found')).click()
      return seen(heading(ana, 'found.title'))
    },
  },
  {
    place: 'circle-alone',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.foundCircle(CIRCLE, 'Juniper')
      return seen(text(ana, 'circle.notes.empty'))
    },
  },
  {
    place: 'people',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('circle.people.look')).click()
      return seen(heading(ana, 'people.title'))
    },
  },
  {
    place: 'computers',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('computers.title')).click()
      await ana.button(words('computers.add')).click()
      return seen(ana.page.getByRole('heading', { name: words('computers.code.title') }))
    },
  },
  {
    place: 'own',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('computers.code.back')).click()
      await ana.go('places.circles')
      await ana.button(words('own.title')).click()
      return seen(ana.button(words('own.go')))
    },
  },
  {
    place: 'invite',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      const { code, addresses } = await ana.invite()
      invited = { code, address: addresses[0] ?? '' }
      await ana.button(words('circle.invite')).click()
      return seen(ana.page.getByLabel(words('invite.code'), { exact: true }))
    },
  },
  {
    place: 'invite-printed',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.emulateMedia({ media: 'print' })
      return seen(ana.page.getByText(words('invite.printed', { circle: CIRCLE })))
    },
  },
  {
    place: 'join',
    who: 'ben',
    go: async ({ ana, ben }) => {
      await ana.page.emulateMedia({ media: 'screen' })
      await ana.button(words('invite.done')).click()
      await ben.go('places.circles')
      await ben.button(words('circles.join')).click()
      return seen(ben.button(words('join.go')))
    },
  },
  {
    place: 'join-needed',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('join.go')).click()
      return seen(text(ben, 'join.invitation.empty'))
    },
  },
  {
    place: 'join-unreachable',
    who: 'ben',
    go: async ({ ana, ben }) => {
      // Awake she would be found by multicast, whatever address he types.
      await ana.reach(false)
      await ben.knock(invited.code, '127.0.0.1:9', 'Moss')
      return seen(text(ben, 'join.unreachable'))
    },
  },
  {
    place: 'join-looking',
    who: 'ben',
    passes: true,
    go: async ({ ben }) => {
      await ben.button(words('join.stop')).click()
      await ben.knock(invited.code, invited.address, 'Moss')
      return seen(text(ben, 'join.looking'))
    },
  },
  {
    place: 'door',
    who: 'ana',
    go: async ({ ana, ben }) => {
      await ben.button(words('join.stop')).click()
      await ana.reach(true)
      const { code, addresses } = await ana.invite()
      await ben.knock(code, addresses[0] ?? '', 'Moss')
      await ana.safetyWords('door.words')
      return seen(ana.button(words('door.yes')))
    },
  },
  {
    place: 'join-compare',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.safetyWords('join.words')
      return seen(ben.button(words('join.match')))
    },
  },
  {
    place: 'join-waiting',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('join.match')).click()
      return seen(text(ben, 'join.waiting'))
    },
  },
  {
    place: 'circles-waiting',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.go('places.circles')
      return seen(text(ben, 'circles.waiting'))
    },
  },
  {
    place: 'join-joined',
    who: 'ben',
    go: async ({ ana, ben }) => {
      await ben.button(words('circles.look')).click()
      // Whoever went away and came back is asked once more.
      const match = ben.button(words('join.match'))
      await match.or(text(ben, 'join.waiting')).waitFor()
      if (await match.isVisible()) await match.click()
      await ana.letIn()
      return seen(ben.button(words('join.enter')))
    },
  },
  {
    place: 'circles',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.go('places.circles')
      return seen(ben.page.getByRole('link', { name: CIRCLE }))
    },
  },
  {
    place: 'sync',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('sync.look')).click()
      return seen(ana.page.getByText(words('sync.people')))
    },
  },
  {
    place: 'connection',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('sync.connection')).click()
      return seen(ana.button(words('connection.report.copy')))
    },
  },
  {
    place: 'note-empty',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      await ana.button(words('circle.write')).click()
      await ana.note.waitFor()
      return seen(ana.field(words('note.title')))
    },
  },
  {
    place: 'note',
    who: 'ben',
    go: async ({ ana, ben }) => {
      await ana.field(words('note.title')).fill(NOTE)
      await ana.writeNote(
        'We gather what has worked for us. It may not fit you.\nI put the worry on a line of paper and leave the paper in another room. It is still there in the morning. Mostly it has got smaller.',
      )
      await ben.openCircle(CIRCLE)
      await ben.openNote(NOTE)
      await ben.waitForNote(['got smaller'])
      await ben.typeAt('end', '\nFeet on the floor, and I say out loud where I am and what day it is.')
      await ana.waitForNote(['what day it is.'])
      return seen(ben.note)
    },
  },
  {
    place: 'note-earlier',
    who: 'ana',
    go: async ({ ana }) => {
      const shown = await ana.noteText()
      const line = shown.lastIndexOf('\n')
      await ana.select(shown, line, shown.length - line)
      await ana.erase()
      await ana.page.keyboard.press('Control+Shift+e')
      return rows(ana, 'earlier.before')
    },
  },
  {
    place: 'note-earlier-read',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page
        .getByRole('button', { name: wordsBefore('earlier.read.label') })
        .first()
        .click()
      return seen(dialog(ana))
    },
  },
  {
    place: 'note-earlier-back',
    who: 'ana',
    go: async ({ ana }) => {
      await dialog(ana)
        .getByRole('button', { name: words('earlier.back') })
        .click()
      return seen(text(ana, 'note.earlier.returned'))
    },
  },
  {
    place: 'note-aside',
    who: 'ana',
    go: async ({ ana, ben }) => {
      await ana.back()
      await ben.waitForNote(['what day it is.'])
      await ana.waitForNote(['what day it is.'])
      await ben.reach(false)
      await ben.typeAt('end', ' Then I breathe out.')
      const shown = await ana.noteText()
      const line = shown.lastIndexOf('\n')
      await ana.select(shown, line, shown.length - line)
      await ana.erase()
      await ana.rest()
      await ben.reach(true)
      await ana.button(words('note.aside.show')).click({ timeout: 60_000 })
      return seen(ana.page.getByText('Then I breathe out.'))
    },
  },
  {
    place: 'circle',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.back()
      await ana.page.getByRole('link', { name: NOTE }).waitFor()
      await ana.button(words('circle.write')).click()
      await ana.field(words('note.title')).fill('Things to bring on Thursday')
      await ana.rest()
      await ana.back()
      return seen(ana.page.getByRole('link', { name: 'Things to bring' }))
    },
  },
  {
    place: 'by-file',
    who: 'ana',
    go: async ({ ana, profile }) => {
      const file = byFile(profile)
      await ana.button(words('circle.file')).click()
      await answerDialogs(ana, file)
      await ana.button(words('file.write')).click()
      return seen(ana.page.getByRole('status').filter({ hasText: /\S/ }).last())
    },
  },
  {
    place: 'by-file-came',
    who: 'ben',
    go: async ({ ben, profile }) => {
      await ben.openCircle(CIRCLE)
      await ben.button(words('circle.file')).click()
      await answerDialogs(ben, byFile(profile))
      await ben.button(words('file.read')).click()
      return seen(heading(ben, 'file.came.title'))
    },
  },
  {
    place: 'by-file-not',
    who: 'ben',
    go: async ({ ben, profile }) => {
      writeFileSync(byFile(profile), 'Dear Moss,')
      await ben.button(words('file.read')).click()
      return seen(text(ben, 'fault.sync-unreadable'))
    },
  },
  {
    place: 'date',
    who: 'ana',
    go: async ({ ana, profile }) => {
      await ana.getUp()
      usualWindow(profile('ana'))
      await keepRefusals(profile('ana'))
      await keepJump(profile('ana'))
      await ana.sitDown()
      await ana.unlock(PASSPHRASE)
      return seen(ana.button(words('date.yes')))
    },
  },
  {
    place: 'circle-refusals',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('date.yes')).click()
      await ana.openCircle(CIRCLE)
      return seen(text(ana, 'circle.refusals'))
    },
  },
  {
    place: 'refusals',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('circle.refusals.show')).click()
      return seen(dialog(ana))
    },
  },
  {
    place: 'waiting',
    who: 'ben',
    go: async ({ ana, ben, profile }) => {
      await ana.getUp()
      usualWindow(profile('ana'))
      await keepThird(profile('ana'), 'Fern')
      await ana.sitDown()
      await ana.unlock(PASSPHRASE)
      await ben.openCircle(CIRCLE)
      return seen(ben.page.getByRole('heading', { name: words('wait.remove', { name: 'Fern' }) }))
    },
  },
  {
    place: 'succession',
    who: 'ben',
    go: async ({ ben }) => {
      await more(ben, 'succeed')
      return seen(ben.page.getByRole('radio').first())
    },
  },
  {
    place: 'circle-more',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      await ana.button(words('circle.more.of', { circle: CIRCLE })).click()
      return seen(ana.page.getByRole('menu'))
    },
  },
  {
    place: 'agreements',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.getByRole('menuitem', { name: words('circle.agreements') }).click()
      await ana
        .field(words('agree.field'))
        .fill(
          'What is said here stays here.\nNobody gives advice unless somebody asks for it.\nWe stop at nine, whoever is still speaking goes first the next time.',
        )
      await ana.button(words('agree.send')).click()
      return seen(ana.button(words('agree.adopt.label', { name: 'Juniper' })))
    },
  },
  {
    place: 'agreements-held',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('agree.adopt.label', { name: 'Juniper' })).click()
      return seen(text(ana, 'agree.waits').or(heading(ana, 'agree.now')))
    },
  },
  {
    place: 'meet',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      await more(ana, 'meet')
      return seen(text(ana, 'meet.local.what'))
    },
  },
  {
    place: 'meet-wide',
    who: 'ana',
    go: async ({ ana }) => {
      await text(ana, 'meet.wide').click()
      // Nobody answers there, and nothing leaves this computer.
      const server = 'ws://127.0.0.1:9'
      await ana.field(words('meet.finding.field')).fill(server)
      await ana.button(words('meet.add.finding')).click()
      return seen(ana.button(words('meet.remove.label', { server })))
    },
  },
  {
    place: 'keeper',
    who: 'ana',
    go: async ({ ana }) => {
      await text(ana, 'meet.local').click()
      await seen(text(ana, 'meet.kept'))
      await ana.openCircle(CIRCLE)
      await more(ana, 'keeper')
      return seen(text(ana, 'keeper.what'))
    },
  },
  {
    place: 'circle-log',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      await more(ana, 'log')
      return rows(ana, 'log.list')
    },
  },
  {
    place: 'copy',
    who: 'ana',
    go: async ({ ana, profile }) => {
      await ana.openCircle(CIRCLE)
      await more(ana, 'copy')
      const folder = `${profile('ana')}-copy`
      mkdirSync(folder, { recursive: true })
      await answerDialogs(ana, folder)
      await ana.button(words('export.make')).click()
      return seen(text(ana, 'export.made.told'))
    },
  },
  {
    place: 'put-away',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      await more(ana, 'putAway')
      return seen(ana.button(words('circle.putAway.yes')))
    },
  },
  {
    place: 'circles-away',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('circle.putAway.yes')).click()
      return seen(ana.page.getByRole('list', { name: words('circles.away') }))
    },
  },
  {
    place: 'circle-away',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      return seen(heading(ana, 'gone.away'))
    },
  },
  {
    place: 'note-away',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openNote(NOTE)
      return seen(ana.note)
    },
  },
  {
    place: 'note-erase',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.back()
      await ana.button(words('gone.away.back')).click()
      await ana.openNote(NOTE)
      await ana.button(words('note.erase')).click()
      return seen(ana.button(words('note.erase.yes')))
    },
  },
  {
    place: 'anew',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.openCircle(CIRCLE)
      await more(ana, 'goOn')
      return seen(ana.button(words('anew.make')))
    },
  },
  {
    place: 'anew-made',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.field(words('found.name')).fill(AFTER)
      await ana.button(words('anew.make')).click()
      return seen(heading(ana, 'anew.invite.title'))
    },
  },
  {
    place: 'compare',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.openCircle(CIRCLE)
      await ana.button(words('circle.people.look')).click()
      await ana.button(words('people.compare', { name: 'Moss' })).click()
      return seen(ana.button(words('compare.yes')))
    },
  },
  {
    place: 'people-menu',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      await ana.button(words('people.acts.of', { name: 'Moss' })).click()
      return seen(ana.page.getByRole('menu'))
    },
  },
  {
    place: 'people-remove',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.getByRole('menuitem', { name: words('people.remove', { name: 'Moss' }) }).click()
      return seen(ana.button(words('people.remove.now')))
    },
  },
  {
    place: 'circle-gone',
    who: 'ben',
    go: async ({ ana, ben }) => {
      await ben.openCircle(CIRCLE)
      await ana.button(words('people.remove.now')).click()
      return seen(heading(ben, 'gone.removed'))
    },
  },
  {
    place: 'circle-erase',
    who: 'ben',
    go: async ({ ben }) => {
      await ben.button(words('gone.erase')).click()
      return seen(ben.button(words('erasing.circle.yes')))
    },
  },
  {
    place: 'people-leave',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('people.leave')).click()
      return seen(ana.button(words('people.leave.yes')))
    },
  },
  {
    place: 'join-file',
    who: 'ben',
    go: async ({ ana, ben, profile }) => {
      await ana.page.keyboard.press('Escape')
      await ana.openCircle(AFTER)
      const { link } = await ana.invite()
      await ben.page.keyboard.press('Escape')
      await ben.go('places.circles')
      await ben.button(words('circles.join')).click()
      await ben.field(words('join.invitation')).fill(link)
      await ben.field(words('join.own')).fill('Moss')
      await ben.button(words('join.byFile')).click()
      await answerDialogs(ben, joinFile(profile))
      await ben.button(words('join.file.save')).click()
      return seen(text(ben, 'join.file.saved'))
    },
  },
  {
    place: 'door-file',
    who: 'ana',
    go: async ({ ana, profile }) => {
      await answerDialogs(ana, joinFile(profile))
      await ana.openCircle(AFTER)
      await ana.button(words('circle.file')).click()
      await ana.button(words('file.read')).click()
      return seen(text(ana, 'door.byFile'))
    },
  },
  {
    place: 'newcomer',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('door.yes')).click()
      return seen(ana.button(words('newcomer.write', { name: 'Moss' })))
    },
  },
  {
    place: 'circle-close',
    who: 'ana',
    go: async ({ ana }) => {
      await more(ana, 'close', AFTER)
      return seen(ana.button(words('circle.close.yes')))
    },
  },
  {
    place: 'circle-closed',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('circle.close.yes')).click()
      return seen(heading(ana, 'gone.closed'))
    },
  },
]

/** The vault of before was ended hard: the next one takes a moment to be there. */
async function openAgain(person: Person): Promise<void> {
  const inside = person.page.getByRole('navigation', { name: words('places.label') })
  const open = person.button(words('cover.open'))
  for (let tries = 0; tries < 20; tries++) {
    await person.field(words('cover.passphrase')).fill(PASSPHRASE)
    await open.click()
    const refused = text(person, 'fault.vault-gone').or(text(person, 'fault.vault-in-use'))
    await inside.or(refused).first().waitFor({ timeout: 60_000 })
    if (await inside.isVisible()) return
    await person.page.waitForTimeout(500)
  }
  throw new Error('it did not open again')
}

const noDisk = (): string | undefined =>
  process.platform === 'linux' && process.getuid?.() === 0
    ? undefined
    : 'a disk of its own needs root on Linux'

/** When something is wrong. */
const FAULTS: readonly Stop[] = [
  {
    place: 'cover-gone',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.page.keyboard.press('Escape')
      process.kill(await vaultProcess(ana, children), 'SIGKILL')
      return seen(text(ana, 'cover.gone'))
    },
  },
  {
    place: 'log-harmed',
    who: 'ana',
    go: async ({ ana, profile }) => {
      await openAgain(ana)
      await ana.write('The rain has stopped.', true)
      await ana.write('The cat came in.', true)
      process.kill(await vaultProcess(ana, children), 'SIGKILL')
      await seen(text(ana, 'cover.gone'))
      const folder = join(profile('ana'), 'vault')
      const log = join(folder, readdirSync(folder).find(name => name.endsWith('.db-wal')) ?? '')
      const bytes = readFileSync(log)
      // Within the first page that was written since the notebook was opened (SQLite, “The WAL file format”).
      bytes[32 + 24 + 1500] = (bytes[32 + 24 + 1500] ?? 0) ^ 0x10
      writeFileSync(log, bytes)
      await openAgain(ana)
      return seen(text(ana, 'notice.log-harmed'))
    },
  },
  {
    place: 'erasing',
    who: 'ana',
    go: async ({ ana }) => {
      await ana.button(words('notice.dismiss')).click()
      await ana.go('places.settings')
      await ana.button(words('erasing.all.begin')).click()
      return seen(heading(ana, 'erasing.all.title'))
    },
  },
  {
    place: 'erasing-elsewhere',
    who: 'ana',
    go: async ({ ana, profile }) => {
      renameSync(join(profile('ana'), 'vault'), join(profile('ana'), 'elsewhere'))
      await ana.page.getByRole('alertdialog').getByRole('textbox').fill(words('erasing.all.word'))
      await ana.button(words('erasing.all.yes')).click()
      return seen(text(ana, 'fault.nothing-there'))
    },
  },
  {
    place: 'cover-linked',
    who: 'ana',
    go: async ({ ana, profile }) => {
      const folder = join(profile('ana'), 'vault')
      renameSync(join(profile('ana'), 'elsewhere'), folder)
      await ana.button(words('erasing.keep')).click()
      await ana.lock()
      renameSync(join(folder, HEADER_FILE), join(profile('ana'), 'moved.kinfold'))
      symlinkSync(join(profile('ana'), 'moved.kinfold'), join(folder, HEADER_FILE))
      // The vault of before the lock may still be leaving.
      for (let tries = 0; tries < 20; tries++)
        if ((await ana.tryPassphrase(PASSPHRASE)) === words('fault.linked')) break
      return seen(text(ana, 'fault.linked'))
    },
  },
  {
    place: 'cover-damaged',
    who: 'ben',
    go: async ({ ben, profile }) => {
      await ben.lock()
      const folder = join(profile('ben'), 'vault')
      const file = join(folder, readdirSync(folder).find(name => name.endsWith('.db')) ?? '')
      const bytes = readFileSync(file)
      bytes[100] = (bytes[100] ?? 0) ^ 1
      writeFileSync(file, bytes)
      // The vault of before the lock may still be leaving.
      for (let tries = 0; tries < 20; tries++)
        if ((await ben.tryPassphrase(PASSPHRASE)) === words('fault.damaged')) break
      return seen(text(ben, 'fault.damaged'))
    },
  },
  {
    place: 'disk-full',
    who: 'cleo',
    cannot: noDisk,
    go: async ({ cleo, profile }) => {
      const folder = join(profile('cleo'), 'vault')
      mkdirSync(folder, { mode: 0o700 })
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'kinfold-screens', folder])
      usualWindow(profile('cleo'))
      await cleo.sitDown()
      await cleo.makeVault(PASSPHRASE)
      await cleo.write('This stood on the disk.', false)
      fill(join(folder, 'something-else'))
      await cleo.typeToday(` And this had no room.${' Rain, and more rain.'.repeat(4000)}`)
      await seen(text(cleo, 'fault.disk-full'))
      // A page that a person could have written, with the same sentence under it.
      await cleo.page.keyboard.press('Control+a')
      await cleo.page.keyboard.insertText('This stood on the disk. And this had no room.')
      return seen(text(cleo, 'fault.disk-full'))
    },
  },
]

/** Each of these can be walked although the one before it broke off. */
export const CHAPTERS: readonly (readonly Stop[])[] = [FIRST, JOURNAL, CIRCLES, FAULTS]

/** The disk that was filled goes, if it is still there, and nobody is left standing. */
export function tidy({ profile }: Pick<People, 'profile'>): void {
  goOn()
  const disk = join(profile('cleo'), 'vault')
  if (noDisk() === undefined && readFileSync('/proc/mounts', 'utf8').includes(` ${disk} `))
    execFileSync('umount', ['-l', disk])
}

const children = (pid: number): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .flatMap(line => {
      const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
      return parent === pid ? [child] : []
    })

/** Until not a byte more goes in. */
function fill(file: string): void {
  for (let size = 2 ** 21; size >= 256; size /= 2)
    for (;;) {
      try {
        writeFileSync(file, Buffer.alloc(size, 1), { flag: 'a' })
      } catch {
        break
      }
    }
}
