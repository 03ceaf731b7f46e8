/** A member's shape and colour: eight of each, always beside a name. */
import styles from './Seal.module.css'

const COLOURS = ['plum', 'pine', 'clay', 'river', 'honey', 'fern', 'heather', 'stone'] as const

const SHAPES = [
  <>
    <path d="M16 7.500c2.700 0 4.200 2 4.500 4.500.4 3.200 4.800 5.200 4.800 10 0 4.300-4 7-9.300 7s-9.300-2.700-9.300-7c0-4.800 4.400-6.800 4.800-10 .3-2.500 1.800-4.500 4.500-4.500z" />
    <path
      d="M16 8c0-2.500.9-4.300 3-5.500"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    />
  </>,
  <>
    <path d="M3.500 20.500h25c-1.400 5-5.300 7.500-12.500 7.500S4.900 25.500 3.500 20.500z" />
    <path d="M14.800 3.500v14.800H5.600z" />
    <path d="M17.200 7.500l8.200 10.800h-8.200z" opacity=".72" />
  </>,
  <>
    <path d="M16 28c-2.300 0-3.800-.8-4.600-2.400C6.200 22 3.300 17 4.200 12.600 5.200 7.500 10 4.500 16 4.500s10.800 3 11.800 8.100c.9 4.400-2 9.400-7.200 13C19.800 27.200 18.300 28 16 28z" />
    <path
      d="M16 24V8.500M13.400 23.500 9 10.500M18.600 23.500 23 10.500"
      fill="none"
      stroke="var(--paper)"
      strokeWidth="1.6"
      strokeLinecap="round"
    />
  </>,
  <path key="moon" d="M20.500 4.500A12.300 12.300 0 1 0 28 20.800 10.800 10.800 0 0 1 20.500 4.500z" />,
  <>
    <path d="M17.500 2.500 27 12l-9.500 12L8 12z" />
    <path d="M17.500 2.500V24M8 12h19" stroke="var(--paper)" strokeWidth="1.5" fill="none" />
    <path
      d="M17.500 24c-1 3-4 2-5 4-.6 1.200-2 1.800-4 1.500"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    />
  </>,
  <>
    <path d="M2.500 25.500c2-8.500 5.500-13.500 9.800-13.500s7.700 5 9.700 13.500z" />
    <path
      d="M18.200 13.800c1.200-1.200 2.400-1.800 3.600-1.800 3.700 0 6.200 5 7.700 13.500h-5.700c-.9-4.800-2.700-8.800-5.600-11.700z"
      opacity=".72"
    />
    <circle cx="21.500" cy="6.500" r="2.600" />
  </>,
  <>
    <path d="M5 9h18v9.500a8 8 0 0 1-8 8h-2a8 8 0 0 1-8-8z" />
    <path d="M23 12h2a3.700 3.700 0 0 1 0 7.400h-2" fill="none" stroke="currentColor" strokeWidth="2.2" />
  </>,
  <>
    <path d="M6.500 25.500C4.500 14 12 5 27.500 4.500 29 19 19 27.500 6.500 25.500z" />
    <path d="M3.500 28.500 20 12" stroke="var(--paper)" strokeWidth="1.6" />
    <path d="M3.500 28.500 8 24" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
  </>,
]

export const SEAL_SHAPES = SHAPES.length

/** The class that gives a seal its ink. */
export const sealColour = (seat: number): string => styles[COLOURS[seat % COLOURS.length] ?? 'stone'] ?? ''

/** The shapes by name, for what is not drawn by React: `<use href="#seal-3">`. */
export function SealShapes() {
  return (
    <svg aria-hidden="true" className={styles['shapes']}>
      {SHAPES.map((shape, seat) => {
        const id = `seal-${seat}`
        return (
          <symbol key={id} id={id} viewBox="0 0 32 32">
            {shape}
          </symbol>
        )
      })}
    </svg>
  )
}

/** `seat` is the member's own, the same on every device. */
export function Seal({
  seat,
  className,
}: {
  readonly seat: number
  readonly className?: string | undefined
}) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 32 32"
      className={`${styles['seal']} ${sealColour(seat)} ${className ?? ''}`}
    >
      {SHAPES[seat % SHAPES.length]}
    </svg>
  )
}
