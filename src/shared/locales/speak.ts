/** Says a message of the catalogue, with its values filled in. A key that does not exist does not compile. */
import { setupI18n } from '@lingui/core'
import {
  type CompiledMessage,
  type CompiledMessageToken,
  compileMessage,
} from '@lingui/message-utils/compileMessage'
import type { Fault } from '../fault.ts'
import { type Catalogue, en, type MessageKey } from './en.ts'

/** Where `{name}` stands alone it asks for the value as it is written: 1,000 in English, 1.000 in German. */
const written = (name: string): string => `${name}:written`

function asWritten(token: CompiledMessageToken): CompiledMessageToken {
  if (typeof token === 'string') return token
  const [name, how, cases] = token
  if (how === undefined) return [written(name)]
  if (typeof cases !== 'object' || cases === null) return token
  const said = Object.entries(cases).map(([one, tokens]) => [
    one,
    Array.isArray(tokens) ? (tokens as CompiledMessage).map(asWritten) : tokens,
  ])
  return [name, how, Object.fromEntries(said)]
}

/** Compiling costs far more than saying, and a page says the same again and again. */
const compiled = new Map<string, CompiledMessage>()
function compile(message: string): CompiledMessage {
  const made = compiled.get(message) ?? compileMessage(message).map(asWritten)
  compiled.set(message, made)
  return made
}

const i18n = setupI18n()
i18n.setMessagesCompiler(compile)
let numbers = new Intl.NumberFormat('en')

/** Speak from now on in this language. `locale` is a BCP 47 tag, also used for dates, numbers and lists. */
export function speak(locale: string, catalogue: Catalogue): void {
  i18n.loadAndActivate({ locale, messages: { ...catalogue } })
  numbers = new Intl.NumberFormat(locale)
}
speak('en', en)

/** Numbers are grouped as the language does; one that is a name (988) is handed over as a string. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const shown = Object.entries(values).map(([name, value]) => [
    written(name),
    typeof value === 'number' ? numbers.format(value) : value,
  ])
  return i18n._(key, { ...values, ...Object.fromEntries(shown) })
}

export const faultWords = (fault: Fault): string => t(`fault.${fault}`)

/** Names in a sentence, joined as the language joins them. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(names)

/** The same in pieces, for names that something stands beside: `element` is a name, `literal` what is between two. */
export const listedParts = (names: readonly string[]) =>
  new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).formatToParts(names)

/** The language that dates, numbers and lists are written in. */
export const locale = (): string => i18n.locale
