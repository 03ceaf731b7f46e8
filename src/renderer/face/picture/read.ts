/** What a picture says that somebody has of an invitation: a file or the clipboard, never a camera. */
import { threadsOf } from '../bridge/thread.ts'
import { measure } from '../editor/attach/thumbnail.ts'
import type { Look, Looked } from './look.ts'
import threadAt from './worker.ts?worker&url'

/** Bytes; a photograph of 50 million pixels has 20 MB. */
const MOST_BYTES = 40 * 1024 * 1024
const MOST_PIXELS = 60_000_000
/** Pixels of the longest side: a large one is looked at small first, since that is often enough, and blurs its noise. */
const SIZES = [1000, 2000, 500] as const
const DRAWN = /^image\/(jpeg|png|gif|webp|avif|bmp)$/

export type Found =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'none' | 'unreadable' | 'large' }

const threads = threadsOf('kinfold-picture', threadAt)

const look = (wish: Look): Promise<Looked> =>
  new Promise(resolve => {
    const thread = threads()
    const end = (answer: Looked): void => {
      thread.terminate()
      resolve(answer)
    }
    thread.onmessage = ({ data }: MessageEvent<Looked>) => end(data)
    thread.onerror = () => end(null)
    thread.postMessage(wish)
  })

export async function readPicture(file: Blob): Promise<Found> {
  if (!DRAWN.test(file.type)) return { is: 'unreadable' }
  if (file.size > MOST_BYTES) return { is: 'large' }
  const whole = await measure(file)
  if (!whole) return { is: 'unreadable' }
  const { width, height } = whole
  if (width * height > MOST_PIXELS) return { is: 'large' }
  const longest = Math.max(width, height)
  const sizes = [...SIZES.filter(size => size < longest), ...(longest <= SIZES[1] ? [longest] : [])]
  const text = await look({ file, width, height, sizes })
  if (text === null) return { is: 'unreadable' }
  return text === '' ? { is: 'none' } : { is: 'text', text }
}
