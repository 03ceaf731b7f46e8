/** A QR code as a drawing: dark on light in every theme, with the light margin that a camera needs. */
import { useMemo } from 'react'
import { qrCode } from './matrix.ts'
import styles from './QrPicture.module.css'

/** Light modules around it. ISO/IEC 18004:2015 6.3.8. */
const QUIET = 4

/** Each run of dark modules of a row is one stroke of the path. */
export function pathOf(modules: readonly (readonly boolean[])[]): string {
  let path = ''
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      path += `M${from + QUIET} ${y + QUIET}h${x + 1 - from}v1h-${x + 1 - from}z`
    }
  })
  return path
}

export type QrPictureProps = { readonly text: string; readonly label: string }

/** Nothing where the text is too long for a code. */
export function QrPicture({ text, label }: QrPictureProps) {
  const modules = useMemo(() => qrCode(text), [text])
  if (!modules) return null
  const side = modules.length + 2 * QUIET
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={styles['picture']}
    >
      <rect width={side} height={side} className={styles['paper']} />
      <path d={pathOf(modules)} className={styles['ink']} />
    </svg>
  )
}
