/** A large photograph comes into the journal, and nobody who writes meanwhile feels it. */
import { expect, it } from 'vitest'
import type { Person } from '../drive/person.ts'
import { words, wordsBefore } from '../drive/words.ts'
import { somebody } from './home.ts'

const PASSPHRASE = 'lamplight and rain'
/** ms: what a browser calls a long task. */
const LONG = 50
/** A machine that is busy with other things makes tasks long, too: one photograph of so many must come in quietly. */
const TRIES = 3

const quiet = (long: readonly number[]): boolean => Math.max(0, ...long) <= LONG

/** Made in the page, and laid ready there, so that only the pasting itself is measured. Another one for each `n`. */
async function layReady(ana: Person, width: number, height: number, n: number): Promise<number> {
  return ana.page.evaluate(
    async ([w, h, seed]) => {
      const canvas = new OffscreenCanvas(w, h)
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('no pen')
      const sky = pen.createLinearGradient(0, 0, w, h)
      sky.addColorStop(0, '#214a4c')
      sky.addColorStop(1, '#e3a93a')
      pen.fillStyle = sky
      pen.fillRect(0, 0, w, h)
      const noise = pen.getImageData(0, 0, w, 400)
      for (let i = 0; i < noise.data.length; i++)
        noise.data[i] = (noise.data[i] ?? 0) ^ (((i + seed) * 2654435761) >>> 27)
      for (let y = 0; y < h; y += 800) pen.putImageData(noise, 0, y)
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
      const bag = new DataTransfer()
      bag.items.add(new File([blob], `quay ${seed}.jpg`, { type: 'image/jpeg' }))
      Object.assign(globalThis, { bag, long: [] as number[] })
      return blob.size
    },
    [width, height, n] as const,
  )
}

/** From here on, tasks of the page's thread that took long. */
const watch = (ana: Person): Promise<void> =>
  ana.page.evaluate(() => {
    const page = globalThis as unknown as { long: number[]; observer?: PerformanceObserver }
    page.observer?.disconnect()
    page.long.length = 0
    page.observer = new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) page.long.push(Math.round(duration))
    })
    page.observer.observe({ type: 'longtask' })
  })
/** Told a little after they happened. */
const seen = (ana: Person): Promise<number[]> =>
  ana.page.evaluate(async () => {
    await new Promise(done => setTimeout(done, 300))
    return [...(globalThis as unknown as { long: number[] }).long]
  })

it('makes the thumbnail of 24 megapixels without a long task on the page', async () => {
  const { person: ana } = await somebody()
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.typeToday('On the quay. ')
  await layReady(ana, 60, 40, 0)
  // The watch sees what is to be seen.
  await watch(ana)
  await ana.page.evaluate(() => {
    setTimeout(() => {
      const until = performance.now() + 120
      while (performance.now() < until);
    })
  })
  expect(Math.max(...(await seen(ana)))).toBeGreaterThan(LONG)

  const all: number[][] = []
  for (let n = 0; n < TRIES && !all.some(quiet); n++) {
    // A window of its own for each: the first photograph in it is the slowest.
    await ana.lock()
    await ana.unlock(PASSPHRASE)
    const sheet = ana.page.getByRole('textbox', { name: wordsBefore('today.entry') }).last()
    const picture = sheet
      .getByRole('button', { name: words('attached.image').replace('{name}', `quay ${n}.jpg`) })
      .locator('img')
    expect(await layReady(ana, 6000, 4000, n)).toBeGreaterThan(2_000_000)
    await watch(ana)
    // A fast machine does not always feel it: what would make the task long is not done on this thread at all.
    await ana.page.evaluate(() => {
      const page = globalThis as unknown as { drawn: number; createImageBitmap: unknown }
      const draw = createImageBitmap as (...args: unknown[]) => unknown
      page.drawn = 0
      page.createImageBitmap = (...args: unknown[]) => {
        page.drawn++
        return draw(...args)
      }
    })
    await sheet.evaluate(element => {
      const { bag } = globalThis as unknown as { bag: DataTransfer }
      const event = new ClipboardEvent('paste', { clipboardData: bag, bubbles: true, cancelable: true })
      element.dispatchEvent(event)
    })
    await picture.waitFor({ timeout: 60_000 })
    all.push(await seen(ana))
    expect(await ana.page.evaluate(() => (globalThis as unknown as { drawn: number }).drawn)).toBe(0)
    const width = await picture.evaluate(async image => {
      await (image as HTMLImageElement).decode()
      return (image as HTMLImageElement).naturalWidth
    })
    expect(width).toBe(1200)
    await ana.page.getByText(words('status.saved')).first().waitFor()
  }
  console.log(`Long tasks of each photograph, ms: ${JSON.stringify(all)}`)
  expect(all.some(quiet)).toBe(true)
  await ana.getUp()
})
