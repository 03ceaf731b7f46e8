/** What the two people of the demo write, and five hundred words each that nobody else in the story uses. */
import { wordlist } from '@scure/bip39/wordlists/english.js'

export const ENTRIES = [
  'The house is very quiet since Thursday.\nI keep hearing the kettle click and thinking it is her.',
  'The smallest thing I did today: I washed her cup and hung it back on its hook.\nThen I sat on the step until my feet were cold.',
  'I am putting down, just for tonight, the box of papers by the door.\nMarmalade on the good bread. That was the whole of it.',
] as const

export const SEARCH = { query: 'marmal', finds: 'Marmalade on the good bread' } as const

export const CIRCLE = { name: 'Thursday table', ana: 'Juniper', ben: 'Mossbank' } as const
export const NOTES = { first: 'What we watched', second: 'While we were apart' } as const
export const OPENING = 'We write this apart, and it comes together.'

const COUNT = 500
/** Words of four letters and more, every second one to each: whatever stands in the end says whose it is. */
const plain = wordlist.filter(word => word.length > 3 && !OPENING.toLowerCase().includes(word))
export const apart = (writer: 0 | 1): string[] => plain.filter((_, i) => i % 2 === writer).slice(0, COUNT)
