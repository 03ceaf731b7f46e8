/** The frame: Help now at one place in a window of any size, and the list of places where there is no room for it. */
import { expect, it } from 'vitest'
import type { Person } from '../drive/person.ts'
import { INNER, visit } from '../drive/places.ts'
import { words } from '../drive/words.ts'
import { Hands } from './hands.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
/** CSS pixels: a usual window, a low one, the smallest, and what 400 % leaves of 1280 × 1024. */
const SIZES = [
  [1180, 780],
  [1000, 420],
  [360, 360],
  [320, 256],
] as const

async function size(person: Person, width: number, height: number, text = 100): Promise<void> {
  const window = await person.app.browserWindow(person.page)
  await window.evaluate(
    (one, [width, height]) => {
      one.setMinimumSize(200, 200)
      one.setContentSize(width, height)
    },
    [width, height] as const,
  )
  await person.page.waitForFunction(([width, height]) => innerWidth === width && innerHeight === height, [
    width,
    height,
  ] as const)
  await person.page.evaluate(text => {
    document.documentElement.style.fontSize = `${text}%`
    for (const one of document.querySelectorAll<HTMLElement>('.app')) {
      one.style.containerType = 'normal'
      one.getBoundingClientRect()
      one.style.containerType = ''
    }
  }, text)
}

/** Where Help now is seen, on the page and above a sheet, in whole pixels; and what can be pressed there. */
const helpAt = ({ page }: Person): Promise<string> =>
  page.evaluate(async name => {
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const seen = [...document.querySelectorAll('button')].filter(one => {
      if (one.textContent?.trim() !== name) return false
      const { x, y, width, height } = one.getBoundingClientRect()
      return one.contains(document.elementFromPoint(x + width / 2, y + height / 2))
    })
    const places = seen.map(one => {
      const { x, y, width, height } = one.getBoundingClientRect()
      const whole = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight
      return `${Math.round(x)},${Math.round(y)}${whole ? '' : ' cut off'}`
    })
    return places.join(' and ') || 'nowhere'
  }, words('help.open'))

const toTheEnd = ({ page }: Person) => page.evaluate(() => scrollTo(0, document.body.scrollHeight))

it('has Help now at one place on every page, at its beginning and its end, in a window of any size', async () => {
  const { person: ana } = await somebody(undefined, '--kdf=test')
  await ana.sitDown()
  /** By size of window and text: where it was on each page. */
  const found = new Map<string, Map<string, string>>()
  const look = async (where: string) => {
    for (const [width, height] of SIZES)
      for (const text of [100, 200]) {
        await size(ana, width, height, text)
        const looks = `${width} × ${height}, ${text} %`
        const here = found.get(looks) ?? new Map<string, string>()
        found.set(looks, here)
        await ana.page.evaluate(() => scrollTo(0, 0))
        here.set(`${where}, its beginning`, await helpAt(ana))
        await toTheEnd(ana)
        here.set(`${where}, its end`, await helpAt(ana))
        const over = await ana.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement
          return scrollWidth - clientWidth
        })
        if (over > 0) here.set(`${where}, sideways`, `${over} px`)
      }
    await size(ana, 1180, 780)
  }
  await look('the cover')
  await ana.makeVault(PASSPHRASE)
  await look('today')
  await ana.go('places.settings')
  await ana.button(words('erasing.all.begin')).waitFor()
  await look('the settings')
  await ana.button(words('erasing.all.begin')).click()
  await ana.page.getByRole('dialog').or(ana.page.getByRole('alertdialog')).first().waitFor()
  await look('a sheet over the settings')
  await ana.page.keyboard.press('Escape')
  await ana.foundCircle('Thursday table', 'Juniper')
  for (const inner of INNER.filter(({ hostsNot }) => !hostsNot)) {
    await visit(inner, ana, 'Thursday table')
    await look(inner.at)
    await ana.openCircle('Thursday table')
  }
  await ana.page.keyboard.press('Control+j')
  await ana.field(words('low.field')).waitFor()
  await look('one word')
  const apart = [...found].flatMap(([looks, here]) => {
    const [first] = here.values()
    const other = [...here].filter(([, place]) => place !== first || !/^\d+,\d+$/.test(place))
    return other.length === 0 ? [] : [{ looks, here: Object.fromEntries(here) }]
  })
  expect(apart).toEqual([])
})

it('folds the list of places again, by Escape and wherever one goes', async () => {
  const { person: ana } = await somebody(undefined, '--kdf=test')
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await size(ana, 320, 640)
  const nav = ana.page.getByRole('navigation', { name: words('places.label') })
  const fold = nav.getByRole('button').first()
  const unfolded = () => fold.getAttribute('aria-expanded')
  const settings = nav.getByRole('link', { name: words('places.settings') })
  const hands = new Hands(ana.page)
  await hands.walkTo(fold)
  await hands.press('Enter')
  expect(await unfolded()).toBe('true')
  await hands.walkTo(settings)
  await hands.press('Escape')
  await expect.poll(unfolded).toBe('false')
  expect(await fold.evaluate(one => one === document.activeElement)).toBe(true)
  expect(await settings.isVisible()).toBe(false)
  await hands.press('Enter')
  await hands.take(settings)
  await expect.poll(() => hands.at()).toBe(`h1 “${words('settings.title')}”`)
  expect(await unfolded()).toBe('false')
  await hands.walkTo(fold, 'Shift+Tab')
  await hands.press('Enter')
  await hands.press('Alt+ArrowLeft')
  await ana.page.getByRole('textbox').first().waitFor()
  await expect.poll(unfolded).toBe('false')
  // A place that one is at already.
  await hands.walkTo(fold, 'Shift+Tab')
  await hands.press('Enter')
  await hands.take(nav.getByRole('link', { name: words('places.journal') }))
  await expect.poll(unfolded).toBe('false')
  await expect.poll(() => hands.at()).not.toBe('nothing')
})

it('dims the whole window under Help now, to its very edge, moves nothing below, and shows a number at once', async () => {
  const { person: ana } = await somebody(undefined, '--kdf=test')
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.go('places.settings')
  await ana.button(words('erasing.all.begin')).waitFor()
  const page = (): Promise<number[]> =>
    ana.page.evaluate(() => {
      const { left, width } = document.querySelector('main')?.getBoundingClientRect() ?? new DOMRect()
      return [Math.round(left), Math.round(width)]
    })
  /** Whether what lies over the page is met at both edges, where a scrollbar is kept free too. */
  const dimmed = (): Promise<boolean[]> =>
    ana.page.evaluate(() =>
      [0, innerWidth - 1].map(x => {
        const met = document.elementFromPoint(x, innerHeight - 1)
        return (met?.contains(document.querySelector('[role="dialog"]')) ?? false) && met !== document.body
      }),
    )
  for (const [width, height] of SIZES) {
    await size(ana, width, height)
    const before = await page()
    await ana.button(words('help.open')).first().click()
    const sheet = ana.page.getByRole('dialog', { name: words('help.title') })
    await sheet.waitFor()
    expect([await dimmed(), await page()]).toEqual([[true, true], before])
    const first = await sheet.getByText('988', { exact: true }).boundingBox()
    expect((first?.y ?? 0) + (first?.height ?? Number.NaN), 'a number, in sight at once').toBeLessThan(height)
    await ana.page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    expect(await page()).toEqual(before)
  }
})

it('has what one comes to in sight, however low the window and large the text', async () => {
  const { person: ana } = await somebody(undefined, '--kdf=test')
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  const sheet = ana.page.getByRole('textbox').first()
  /** A line of it, at least: whole pixels from the top, of how many. */
  const seen = () =>
    ana.page.evaluate(() => {
      const at = document.activeElement
      if (!at || at === document.body) return 'nothing'
      const { top, bottom } = at.getBoundingClientRect()
      return top <= innerHeight - 48 && bottom > 0 ? 'in sight' : `${Math.round(top)} of ${innerHeight}`
    })
  const hands = new Hands(ana.page)
  for (const [width, height] of SIZES.slice(1)) {
    await size(ana, width, height, 200)
    await hands.press('Control+j')
    await ana.field(words('low.field')).waitFor()
    await expect.poll(seen, { message: `One word, ${width} × ${height}` }).toBe('in sight')
    await hands.press('Alt+ArrowLeft')
    await sheet.waitFor()
    await expect.poll(() => hands.at()).toContain('textbox')
    await expect.poll(seen, { message: `today, ${width} × ${height}` }).toBe('in sight')
  }
})
