/** A smaller image of an image, made in this sandbox: whatever a hostile file does, it does it here. */
import { threadsOf } from '../../bridge/thread.ts'
import type { Shrink, Shrunk } from './shrink.ts'
import threadAt from './worker.ts?worker&url'

/** Pixels of its longest side. */
const LONGEST = 1200
/** An image no longer than this and no heavier is its own thumbnail. */
const LIGHT = 300 * 1024
/** More pixels are not decoded: they would take a gigabyte. */
const MOST_PIXELS = 120_000_000

const DRAWN = /^image\/(jpeg|png|gif|webp|avif|bmp)$/

export type Seen = {
  /** Pixels, turned the right way up. */
  readonly width: number
  readonly height: number
  /** Null: the image itself is small enough. */
  readonly thumb: Blob | null
}

/** Width and height without drawing it. */
export async function measure(file: Blob): Promise<{ width: number; height: number } | undefined> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve()
      image.onerror = () => reject(new Error('not an image'))
      image.src = url
    })
    const { naturalWidth: width, naturalHeight: height } = image
    return width > 0 && height > 0 ? { width, height } : undefined
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(url)
  }
}

const threads = threadsOf('kinfold-thumbnail', threadAt)

/** On a thread for this image alone: what it held is gone with it. */
const shrink = (wish: Shrink): Promise<Shrunk> =>
  new Promise(resolve => {
    const thread = threads()
    const end = (answer: Shrunk): void => {
      thread.terminate()
      resolve(answer)
    }
    thread.onmessage = ({ data }: MessageEvent<Shrunk>) => end(data)
    thread.onerror = () => end(null)
    thread.postMessage(wish)
  })

/** Undefined: it is no image that this page can show. */
export async function sizeOf(file: Blob): Promise<{ width: number; height: number } | undefined> {
  if (!DRAWN.test(file.type) || typeof createImageBitmap !== 'function') return undefined
  const whole = await measure(file)
  return whole && whole.width * whole.height <= MOST_PIXELS ? whole : undefined
}

/** The same, and a smaller image of it. */
export async function look(file: Blob): Promise<Seen | undefined> {
  const whole = await sizeOf(file)
  if (!whole) return undefined
  const { width, height } = whole
  const scale = Math.min(1, LONGEST / Math.max(width, height))
  if (scale === 1 && file.size <= LIGHT) return { width, height, thumb: null }
  const to = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
  const thumb = await shrink({ file, ...to }).catch(() => null)
  return thumb ? { width, height, thumb } : undefined
}
