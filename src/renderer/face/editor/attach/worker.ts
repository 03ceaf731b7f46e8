/** Makes a large image small, on a thread of its own: decoding takes longer than a keystroke may wait. */
import type { Shrink, Shrunk } from './shrink.ts'

const thread = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Shrink>) => void) | null
  postMessage(answer: Shrunk): void
}

async function shrink({ file, width, height }: Shrink): Promise<Shrunk> {
  try {
    const small = await createImageBitmap(file, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    })
    const canvas = new OffscreenCanvas(small.width, small.height)
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(small)
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 })
  } catch {
    return null
  }
}

thread.onmessage = ({ data }) => void shrink(data).then(thread.postMessage.bind(thread))
