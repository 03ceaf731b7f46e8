/** Looks for a QR code, on a thread of its own: whatever a hostile picture does, it does it here. */
import type { Look, Looked } from './look.ts'
import { textIn } from './text.ts'

const thread = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Look>) => void) | null
  postMessage(answer: Looked): void
}

async function look({ file, width, height, sizes }: Look): Promise<Looked> {
  try {
    for (const size of sizes) {
      const scale = size / Math.max(width, height)
      const small = await createImageBitmap(file, {
        resizeWidth: Math.max(1, Math.round(width * scale)),
        resizeHeight: Math.max(1, Math.round(height * scale)),
        resizeQuality: 'high',
      })
      const canvas = new OffscreenCanvas(small.width, small.height)
      const paper = canvas.getContext('2d', { willReadFrequently: true })
      if (!paper) return null
      // What is clear in a picture is paper.
      paper.fillStyle = 'white'
      paper.fillRect(0, 0, canvas.width, canvas.height)
      paper.drawImage(small, 0, 0)
      small.close()
      const text = textIn(paper.getImageData(0, 0, canvas.width, canvas.height))
      if (text !== undefined) return text
    }
    return ''
  } catch {
    return null
  }
}

thread.onmessage = ({ data }) => void look(data).then(thread.postMessage.bind(thread))
