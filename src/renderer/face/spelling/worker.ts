/** The dictionary, on a thread of its own: making it takes a second that nobody should wait for while writing. */
import aff from '../../../../node_modules/dictionary-en/index.aff?raw'
import dic from '../../../../node_modules/dictionary-en/index.dic?raw'
import { lexicon } from './lexicon.ts'
import type { Answer, Question } from './question.ts'

const english = lexicon(aff, dic)
const thread = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Question>) => void) | null
  postMessage(answer: Answer): void
}
thread.onmessage = ({ data: { id, ask, words } }) =>
  thread.postMessage({
    id,
    words: ask === 'unknown' ? english.unknown(words) : english.suggest(words[0] ?? ''),
  })
